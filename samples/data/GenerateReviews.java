import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes made-up product reviews as JSON Lines to standard output, the same bytes for the same
 * arguments on every machine:
 *
 * <pre>{@code java GenerateReviews.java [--records N] [--seed S] [--clean] > reviews.jsonl}</pre>
 *
 * <p>A record depends on the seed and its line number only, so a longer file begins with the
 * shorter one. Lines 48, 137, 421, 612 and 803 carry a fault each, unless {@code --clean} is given.
 * Nothing is kept between records: a file of any size needs no more memory than a small one.
 *
 * <p>The source is pure ASCII, because Java 17 reads a single-file program in the platform's
 * charset.
 */
public final class GenerateReviews {

  private static final int MAX_REVIEW_CODE_POINTS = 5_000;
  private static final int RECORDS_PER_BATCH = 20;

  /**
   * A context-free grammar, one symbol a line; {@code |} parts its alternatives, braces name a
   * symbol. Where a product {@code kettle} is reviewed, {@code kettle.good} stands in for {@code
   * good}. A product's good and bad points are about different parts, so that none contradict.
   */
  private static final String GRAMMAR =
      """
      kettle.category = Kitchen
      kettle.noun = kettle
      kettle.name = Caf\u00e9 Lumi\u00e8re Gooseneck Kettle 1.2 L | Norrvik Electric Kettle \
      | Br\u00fcder Kessel K7 | Oakhollow "Morning" Kettle
      kettle.good = the handle stays cool | it boils a full litre in {few} minutes \
      | the spout pours without a drip | holding 80 \u00b0C for green tea just works \
      | the base hardly takes up any room | it switches itself off when it is empty \
      | the water has no taste of plastic | the enamel wipes clean in seconds
      kettle.bad = the lid needs two hands to open | the beep is far too loud \
      | limescale shows after {few} days | the cord is too short for our counter \
      | the litre marks are impossible to read | the filter falls out when I pour \
      | the blue light cannot be turned off
      headset.category = Audio
      headset.noun = headset
      headset.name = Halden Quiet 2 | Sonora Na\u00efve Wireless | Tern & Tide Studio Headset \
      | Br\u00fcder Klang "On Air"
      headset.good = voices come through clear as a bell | the battery lasts {many} hours \
      | the ear pads stay comfortable on long flights \
      | switching between phone and laptop is instant \
      | the noise cancelling swallows the whole office | the mute button is easy to find \
      | the bass is warm, not booming | it charges in less than {many} minutes
      headset.bad = the app wants an account for everything | the carrying case scratches easily \
      | the headband creaks when I chew | it forgets my settings every {few} days \
      | the volume jumps from too quiet to too loud | wind makes the microphone useless \
      | the cable is not even in the box
      monitor.category = Electronics
      monitor.noun = monitor
      monitor.name = Halden 27" 4K Monitor | Fjellmark 32" Curved | Tern & Tide 24" Office Display \
      | Norrvik \u00c9tude 5K
      monitor.good = text is razor sharp | the stand moves smoothly \
      | one cable carries picture and power | colours matched my prints out of the box \
      | there was not a single dead pixel | the matt coating kills every reflection \
      | it turns upright for long documents | the power light is pleasantly dim
      monitor.bad = the menu buttons sit where nobody can reach them \
      | the built-in speakers sound like a tin can | waking from sleep takes {many} seconds \
      | the left edge glows in a dark room | the power brick is the size of a brick \
      | the plastic smelled for {few} days | the second input loses its signal now and then
      backpack.category = Outdoor
      backpack.noun = backpack
      backpack.name = Fjellmark Tr\u00e5kk 35 L | Oakhollow Daypack | Sierra Ni\u00f1a Roll-Top \
      | S\u00f6derby Commuter 20 L
      backpack.good = the hip belt takes the weight off my shoulders \
      | it stayed dry through {few} hours of rain | the laptop sleeve is well padded \
      | it fits under an airline seat | every pocket is where I want it \
      | the seams still look like new | the back panel lets some air through \
      | it weighs next to nothing
      backpack.bad = the main zip snags on the lining | the bottle holder is too tight \
      | the buckles feel cheap | the grey one stains if you look at it \
      | the chest strap slips down | there is no loop for a rear light \
      | the rain cover blew off on day {few}
      lamp.category = Home
      lamp.noun = desk lamp
      lamp.name = S\u00f6derby Arc Lamp | Pinewright Folding Lamp | Atelier Ch\u00eane No. 4 \
      | Norrvik "Lys" Clamp Lamp
      lamp.good = the light is warm and does not flicker | the arm stays exactly where I leave it \
      | the dimmer goes really low | it charges my phone on the side \
      | the clamp fits a thick table | it folds flat for the suitcase \
      | the timer sends me to bed after {many} minutes | the bulb can be replaced
      lamp.bad = the switch is hidden at the back | the shade came with a dent \
      | the paint chips at the joint | the plug covers {few} sockets at once \
      | it hums on the middle setting | the fabric cable frays already \
      | the touch sensor ignores cold fingers
      game.category = Toys
      game.noun = board game
      game.name = The Lighthouse of K\u014dbe | Gr\u00fcner M\u00e4rz | Caravans & Caf\u00e9s \
      | "Who Ate the Cr\u00e8me Br\u00fbl\u00e9e?"
      game.good = a round is over in {many} minutes | the artwork is gorgeous \
      | it works just as well with two players | our seven-year-old beat us fair and square \
      | every game played out differently | the wooden pieces are a joy to hold \
      | you can explain it in {few} minutes | nobody is knocked out early
      game.bad = the rule book contradicts itself | the tokens tear when you punch them out \
      | one player always sits and waits | the box is half air | luck decides too much in the end \
      | {few} cards were missing | the colours are hard to tell apart in the evening
      opening.5 = I have had this {noun} for {few} months and would buy it again tomorrow. \
      | Best {noun} I have ever owned! | {Who} recommended it, and I can see why. \
      | After {many} reviews I finally ordered one, and I am delighted. \
      | Exactly what I was looking for.
      opening.4 = A very good {noun} with small flaws. \
      | Arrived {when} and has been in daily use since. \
      | Bought it {why}, and it does the job well. | Nearly perfect. \
      | Better than the {noun} it replaced.
      opening.3 = It is fine. | Not bad, not great: a \u201cgood enough\u201d {noun}. \
      | I wanted to love this {noun}, but I am torn. | Three stars, because {good} but {bad}. \
      | For \u20ac{many} you get what you pay for.
      opening.2 = I expected more from this {noun}. | Bought it {why} and regret it a little. \
      | The photos promise more than the {noun} delivers. \
      | It looks lovely, but looks are not everything. | A disappointment after all the praise.
      opening.1 = Returned it after {few} days. | Please save your money. \
      | This {noun} arrived {when}, already broken. | Worst purchase of the year. \
      | I do not understand the good ratings at all.
      praise = {Good}. | What I like most: {good}. | {Good}, and {good}. \
      | {Who} noticed at once that {good}. | Above all, {good}. | I was sceptical, but {good}. \
      | It turns out that {good} \u2014 I had not expected that. \
      | {Who} tried it {when} and said, "{good}". | It is a small thing, but {good}. \
      | On top of that, {good}.
      complaint = {Bad}. | Sadly, {bad}. | {Bad}, and {bad}. | What bothers me: {bad}. \
      | {Who} pointed out that {bad}. | It also turned out that {bad}. | No idea why, but {bad}. \
      | \u201cNormal,\u201d says support; still, {bad}. | I could live with the rest, but {bad}. \
      | It does not help that {bad}.
      aside = Delivery took {few} days. | It came well packed, without any plastic. \
      | I paid \u20ac{many} for it on sale. | The colour is a bit darker than in the picture. \
      | The manual is also in \u65e5\u672c\u8a9e, by the way. \
      | Support answered within {few} hours. | I use it about {few} times a week. \
      | Mine was made in {where}. | My old one lasted {many} years, so the bar is high. \
      | {Who} has the same one.
      closing.5 = Highly recommended! | Five stars. | Already ordered a second one for {who}. \
      | Worth every cent. \ud83d\udc4d | Love it \u2764\ufe0f | Well done! \ud83c\udf89
      closing.4 = Recommended. | One star off for the price, otherwise great. \
      | I would buy it again. \ud83d\ude42 | All in all, happy with it. | Good value.
      closing.3 = Try it in a shop first. | Wait for a sale. | It will do for now. \
      | Ask me again in {few} months. \ud83e\udd37 | Somewhere between "meh" and "fine".
      closing.2 = I will look for something else. | Two stars for the design. \
      | Not again, I am afraid. | I hope the next model is better. | Such a pity. \ud83d\ude15
      closing.1 = Avoid. | Still waiting for the refund... | Zero stars if I could. \ud83d\ude21 \
      | Never again! | "Premium quality", they said.
      few = two | three | four | five | six
      many = 12 | 15 | 20 | 25 | 30 | 40 | 45
      who = my partner | my sister | a colleague | my flatmate Zo\u00eb | our neighbour \
      | my brother Andr\u00e9 | my dad
      when = last week | in spring | on a rainy Sunday | before Christmas | two months ago
      why = for the new flat | as a birthday present | on a whim | before a trip to S\u00e3o Paulo \
      | after my old one gave up
      where = Portugal | Germany | Vietnam | K\u00f8benhavn | Poland
      audio = mp3 | mp3 | mp3 | m4a | wav | WAV | mp3?v=2
      """;

  private static final List<String> PRODUCTS =
      List.of("kettle", "headset", "monitor", "backpack", "lamp", "game");

  private static final Map<String, List<String>> RULES = parse(GRAMMAR);

  private final Random random;
  private final String product;
  private final int rating;
  private final Set<String> used = new HashSet<>();

  private GenerateReviews(long seed, long line) {
    // Spreads neighbouring lines apart: java.util.Random answers alike for like seeds.
    random = new Random(seed + line * 0x9E3779B97F4A7C15L);
    random.nextLong();
    product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
    rating = List.of(1, 2, 3, 3, 4, 4, 4, 5, 5, 5).get(random.nextInt(10));
  }

  public static void main(String[] args) {
    long records = 1_000;
    long seed = 2026;
    boolean clean = false;
    try {
      Iterator<String> rest = List.of(args).iterator();
      while (rest.hasNext()) {
        String option = rest.next();
        switch (option) {
          case "--records" -> records = Long.parseLong(rest.next());
          case "--seed" -> seed = Long.parseLong(rest.next());
          case "--clean" -> clean = true;
          default -> throw new IllegalArgumentException(option);
        }
      }
    } catch (IllegalArgumentException | NoSuchElementException e) {
      fail(2, "usage: java GenerateReviews.java [--records N] [--seed S] [--clean]");
    }
    try {
      write(records, seed, clean);
    } catch (IOException e) {
      fail(1, "cannot write the reviews: " + e.getMessage());
    }
  }

  private static void fail(int exitCode, String message) {
    System.err.println(message);
    System.exit(exitCode);
  }

  private static void write(long records, long seed, boolean clean) throws IOException {
    // Not System.out, which has the platform's charset and line ends, and swallows a full disk.
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8))) {
      for (long line = 1; line <= records; line++) {
        GenerateReviews review = new GenerateReviews(seed, line);
        Map<String, String> fields = review.fields(line);
        boolean asciiOnly = review.random.nextInt(25) == 0;
        String json = clean ? json(fields, asciiOnly) : review.faulty(line, fields, asciiOnly);
        out.write(json);
        out.write('\n');
      }
    }
  }

  private Map<String, String> fields(long line) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("review_id", String.format(Locale.ROOT, "R-%06d", line));
    fields.put("product_name", expand("{name}"));
    fields.put("category", expand("{category}"));
    fields.put("rating", Integer.toString(rating));
    fields.put("review_text", reviewText());
    fields.put("image_url", "https://cdn.example.com/img/" + line + ".jpg");
    fields.put("audio_url", "https://media.example.org/read-aloud/" + line + expand(".{audio}"));
    fields.put(
        "batch", String.format(Locale.ROOT, "batch-%05d", (line - 1) / RECORDS_PER_BATCH + 1));
    return fields;
  }

  /** The planted faults: each is one that people make. */
  private String faulty(long line, Map<String, String> fields, boolean asciiOnly) {
    if (line == 48) {
      fields.put("review_text", diary());
    } else if (line == 137) {
      fields.remove("product_name");
    } else if (line == 421) {
      fields.computeIfPresent("image_url", (name, url) -> url.replace("https://", ""));
    } else if (line == 612) {
      fields.put("reveiw_note", "checked twice");
    }
    String json = json(fields, asciiOnly);
    return line == 803 ? json.replace("\"}", "}") : json;
  }

  /** From 80 to 900 characters, short ones being the most frequent. */
  private String reviewText() {
    used.clear();
    int target = 80 + (int) (random.nextDouble() * random.nextDouble() * 680);
    StringBuilder text = new StringBuilder(expand("{opening." + rating + "}"));
    while (text.length() < target && hasMoreToSay()) {
      text.append(random.nextInt(6) == 0 ? "\n\n" : " ").append(expand("{" + nextPart() + "}"));
    }
    String closing = expand("{closing." + rating + "}");
    return text.length() + closing.length() < 900 ? text + " " + closing : text.toString();
  }

  /** A review that went on for weeks, longer than the service's maximum. */
  private String diary() {
    StringBuilder text = new StringBuilder("Week 1: ").append(reviewText());
    for (int week = 2; text.codePoints().count() <= MAX_REVIEW_CODE_POINTS; week++) {
      text.append("\n\nUpdate, week ").append(week).append(": ").append(reviewText());
    }
    return text.toString();
  }

  /** Whether another sentence, which makes two points at most, can do without repeating one. */
  private boolean hasMoreToSay() {
    return Stream.of("good", "bad")
        .map(name -> RULES.get(product + "." + name))
        .allMatch(points -> points.stream().filter(point -> !used.contains(point)).count() >= 2);
  }

  private String nextPart() {
    if (random.nextInt(5) == 0) {
      return "aside";
    }
    int praiseInTen = List.of(0, 2, 5, 8, 10).get(rating - 1);
    return random.nextInt(10) < praiseInTen ? "praise" : "complaint";
  }

  private String expand(String template) {
    StringBuilder text = new StringBuilder();
    int end = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', end)) {
      text.append(template, end, open);
      end = template.indexOf('}', open) + 1;
      text.append(expandSymbol(template.substring(open + 1, end - 1)));
    }
    return text.append(template, end, template.length()).toString();
  }

  private String expandSymbol(String symbol) {
    String name = Character.toLowerCase(symbol.charAt(0)) + symbol.substring(1);
    List<String> own = RULES.get(product + "." + name);
    String text = expand(choose(own == null ? RULES.get(name) : own));
    boolean capital = !name.equals(symbol);
    return capital ? Character.toUpperCase(text.charAt(0)) + text.substring(1) : text;
  }

  /** An alternative that this review has not used yet, if there is one. */
  private String choose(List<String> alternatives) {
    List<String> fresh = new ArrayList<>(alternatives);
    fresh.removeAll(used);
    if (fresh.isEmpty()) {
      used.removeAll(alternatives);
      fresh = alternatives;
    }
    String chosen = fresh.get(random.nextInt(fresh.size()));
    used.add(chosen);
    return chosen;
  }

  private static Map<String, List<String>> parse(String grammar) {
    Map<String, List<String>> rules = new HashMap<>();
    grammar
        .lines()
        .map(line -> line.split(" = ", 2))
        .forEach(rule -> rules.put(rule[0], List.of(rule[1].split(" \\| "))));
    return rules;
  }

  private static String json(Map<String, String> fields, boolean asciiOnly) {
    StringBuilder json = new StringBuilder("{");
    fields.forEach(
        (name, value) -> {
          json.append(json.length() == 1 ? "\"" : ",\"").append(name).append("\":\"");
          value.chars().forEach(c -> appendEscaped(json, (char) c, asciiOnly));
          json.append('"');
        });
    return json.append('}').toString();
  }

  private static void appendEscaped(StringBuilder json, char c, boolean asciiOnly) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\n' -> json.append("\\n");
      default -> {
        if (asciiOnly && c > '~') {
          json.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
    }
  }
}
