package io.github.jsonlpreflight.validator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * A schema compiled into a plan, which accepts records or does not know. Immutable and safe to
 * share; what judges with it is not.
 */
public final class RecordPlan {
  /** So many bytes of an array must stand behind a record that is read where it stands. */
  public static final int READ_AHEAD = Scan.READ_AHEAD;

  private final Node root;
  private final int maxDepth;
  private final int maxBytes;
  private final List<String> unknown;

  private RecordPlan(Node root, int maxDepth, int maxBytes, List<String> unknown) {
    this.root = root;
    this.maxDepth = maxDepth;
    this.maxBytes = maxBytes;
    this.unknown = List.copyOf(unknown);
  }

  /**
   * Compiles a JSON Schema that the authority has compiled before.
   *
   * @param keywords the words of its draft
   * @param refStandsAlone whether the draft ignores what stands beside a {@code $ref}
   * @param patterns compiles a regular expression as the authority does
   * @param maxDepth how many levels a record may have
   * @param maxSteps how many words the authority checks of a record before it gives up
   */
  public static RecordPlan ofJsonSchema(
      JsonNode schema,
      Set<String> keywords,
      boolean refStandsAlone,
      Function<String, Predicate<String>> patterns,
      int maxDepth,
      long maxSteps) {
    PlanCompiler compiler = new PlanCompiler(schema, keywords, refStandsAlone, patterns);
    Node root = compiler.compile();
    return new RecordPlan(root, maxDepth, maxBytes(maxSteps, compiler.words()), compiler.unknown());
  }

  /**
   * Returns how long a record may be that the authority surely checks to its end: a value has two
   * bytes at least with what parts it from the next one, and meets each word once at most.
   */
  private static int maxBytes(long maxSteps, long words) {
    return (int) Math.min(2 * maxSteps / (words + 1), Integer.MAX_VALUE);
  }

  /**
   * A field of a dataset.
   *
   * @param name its name
   * @param isAddress whether it holds an address
   * @param endings what the path of its addresses may end in; empty for anything
   */
  public record Field(String name, boolean isAddress, List<String> endings) {}

  /**
   * Compiles a dataset's schema.
   *
   * @param strict whether every field must be there
   * @param mayBeBlank whether nothing is to be said of blank values
   * @param mayHaveOthers whether nothing is to be said of fields that are not in the schema
   * @param maxLength of a value, in code points
   * @param maxDepth how many levels a record may have
   */
  public static RecordPlan ofDataset(
      List<Field> fields,
      boolean strict,
      boolean mayBeBlank,
      boolean mayHaveOthers,
      int maxLength,
      int maxDepth) {
    if (fields.size() > ObjectRule.MAX_PROPERTIES) {
      return new RecordPlan(Node.NOT_KNOWN, maxDepth, 0, List.of("more fields than a plan knows"));
    }
    List<ObjectRule.Property> properties = new ArrayList<>();
    for (Field field : fields) {
      Node node =
          field.isAddress()
              ? DatasetNodes.address(field.endings(), maxLength)
              : DatasetNodes.text(mayBeBlank, maxLength);
      properties.add(new ObjectRule.Property(field.name(), node, strict));
    }
    ObjectRule objects =
        new ObjectRule(
            /* id= */ 0,
            properties,
            /* minProperties= */ 0,
            /* maxProperties= */ Integer.MAX_VALUE,
            /* patterns= */ List.of(),
            mayHaveOthers ? Node.ANYTHING : Node.NOT_KNOWN,
            /* names= */ null);
    return new RecordPlan(
        new TypeNode(TypeNode.OBJECT, objects, null, null, null),
        maxDepth,
        Integer.MAX_VALUE,
        List.of());
  }

  /** Returns what of the schema the plan does not know, each with its place. */
  public List<String> unknown() {
    return unknown;
  }

  /** Returns something that judges with this plan, for one thread. */
  public Shortcut shortcut() {
    return new Shortcut(root, maxDepth, maxBytes);
  }

  /** Judges record after record with a plan. Not safe to share. */
  public static final class Shortcut {
    private final Node root;
    private final int maxBytes;
    private final Scan scan;

    private Shortcut(Node root, int maxDepth, int maxBytes) {
      this.root = root;
      this.maxBytes = maxBytes;
      this.scan = new Scan(maxDepth);
    }

    /** Tells whether the record in {@code [from, to)} is valid for certain, without warnings. */
    public boolean accepts(byte[] bytes, int from, int to) {
      scan.begin(bytes, from, to);
      int start = scan.at;
      return isValid(start) && scan.at - start == to - from;
    }

    /**
     * Reads the record that begins at {@code from}, if it is valid for certain, without warnings.
     * What is read of the array is whatever stands there; its last {@link #READ_AHEAD} bytes are
     * behind the record, and a newline is in front of them.
     *
     * @return where the newline stands that ends the record, or -1
     */
    public int read(byte[] bytes, int from) {
      scan.begin(bytes, from);
      return isValid(from) ? scan.at : -1;
    }

    private boolean isValid(int start) {
      try {
        return scan.next() != Scan.END
            && root.judge(scan) == Verdict.VALID
            && scan.isAtEnd()
            && scan.at - start <= maxBytes;
      } catch (StackOverflowError e) {
        return false; // a deep record, or a pattern that recurses once a character
      }
    }
  }
}
