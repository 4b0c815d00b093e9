package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A headless Chromium, driven by its own protocol over a port that it chooses. */
final class Browser implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages;
  private final List<JsonNode> events = new ArrayList<>();
  private String session = "";
  private int lastId;

  private Browser(Process process, WebSocket socket, BlockingQueue<JsonNode> messages) {
    this.process = process;
    this.socket = socket;
    this.messages = messages;
  }

  /** Returns the browser's program; without one, fails in CI and skips the test elsewhere. */
  static Path findOrSkip() {
    Optional<Path> found = find();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(found).as("CI needs Chromium").isPresent();
    }
    assumeTrue(found.isPresent(), "There is no Chromium on the PATH: the browser test is skipped");
    return found.get();
  }

  private static Optional<Path> find() {
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      for (String name : new String[] {"chromium", "chromium-browser", "google-chrome"}) {
        Path program = Path.of(folder, name);
        if (Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /** Starts it with an empty profile and one page. */
  static Browser start(Path program, Path profile) throws Exception {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    Path port = profile.resolve("DevToolsActivePort");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!Files.exists(port) || Files.readAllLines(port).size() < 2) {
      if (System.nanoTime() > deadline || !process.isAlive()) {
        process.destroyForcibly();
        throw new IOException("the browser does not start");
      }
      Thread.onSpinWait();
    }
    List<String> lines = Files.readAllLines(port);
    BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    WebSocket socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1)), new Inbox(messages))
            .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    Browser browser = new Browser(process, socket, messages);
    JsonNode target = browser.call("Target.createTarget", "{\"url\":\"about:blank\"}");
    browser.session =
        browser
            .call(
                "Target.attachToTarget",
                "{\"flatten\":true,\"targetId\":" + target.get("targetId") + "}")
            .get("sessionId")
            .stringValue();
    for (String domain : new String[] {"Page", "Runtime", "Log", "Network"}) {
      browser.call(domain + ".enable", "{}");
    }
    return browser;
  }

  /** Opens a page and waits until it is loaded; only what it does from then on is remembered. */
  void open(URI page) throws Exception {
    events.clear();
    call("Page.navigate", "{\"url\":" + JSON.writeValueAsString(page.toString()) + "}");
    while (events.stream().noneMatch(event -> isEvent(event, "Page.loadEventFired"))) {
      events.add(next());
    }
  }

  /** Returns what an expression comes to in the page. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode answer =
        call(
            "Runtime.evaluate",
            "{\"returnByValue\":true,\"expression\":" + JSON.writeValueAsString(expression) + "}");
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    return answer.at("/result/value");
  }

  /** Returns errors, warnings and exceptions of the page, those of its security policy too. */
  List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                isEvent(event, "Runtime.exceptionThrown")
                    || isEvent(event, "Runtime.consoleAPICalled")
                    || isEvent(event, "Log.entryAdded"))
        .map(JsonNode::toString)
        .toList();
  }

  /** Returns the addresses that the page has asked for. */
  List<String> requests() {
    return events.stream()
        .filter(event -> isEvent(event, "Network.requestWillBeSent"))
        .map(event -> event.at("/params/request/url").stringValue())
        .toList();
  }

  /** Makes the window as wide and high as given, in CSS pixels. */
  void resize(int width, int height) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "{\"deviceScaleFactor\":1,\"mobile\":false,\"width\":"
            + width
            + ",\"height\":"
            + height
            + "}");
  }

  /** Shows the page as on a medium, {@code screen} or {@code print}, of a scheme of colours. */
  void show(String medium, String scheme) throws Exception {
    call(
        "Emulation.setEmulatedMedia",
        "{\"media\":\""
            + medium
            + "\",\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
            + scheme
            + "\"}]}");
  }

  /** Presses a key and lets it go. */
  void press(String key, int code) throws Exception {
    String text = key.equals("Enter") ? "\\r" : "";
    for (String type : new String[] {"keyDown", "keyUp"}) {
      call(
          "Input.dispatchKeyEvent",
          "{\"type\":\""
              + type
              + "\",\"key\":\""
              + key
              + "\",\"text\":\""
              + text
              + "\",\"windowsVirtualKeyCode\":"
              + code
              + "}");
    }
  }

  /**
   * Writes a picture of the whole page, in PNG, into the folder that {@code -Dpreflight.pictures}
   * names, for somebody to look at; without it, does nothing.
   */
  void picture(String name) throws Exception {
    String folder = System.getProperty("preflight.pictures");
    if (folder == null) {
      return;
    }
    Path file = Files.createDirectories(Path.of(folder)).resolve(name + ".png");
    String data =
        call("Page.captureScreenshot", "{\"captureBeyondViewport\":true}")
            .get("data")
            .stringValue();
    Files.write(file, Base64.getDecoder().decode(data));
  }

  private static boolean isEvent(JsonNode message, String name) {
    return message.path("method").asString("").equals(name);
  }

  private JsonNode call(String method, String parameters) throws Exception {
    int id = ++lastId;
    String of = session.isEmpty() ? "" : ",\"sessionId\":\"" + session + "\"";
    socket
        .sendText(
            "{\"id\":" + id + of + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}",
            true)
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    while (true) {
      JsonNode message = next();
      if (message.path("id").asInt(0) == id) {
        if (message.has("error")) {
          throw new IllegalStateException(method + ": " + message);
        }
        return message.get("result");
      }
      events.add(message);
    }
  }

  private JsonNode next() throws Exception {
    JsonNode message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new InterruptedIOException("the browser does not answer");
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process
        .destroyForcibly()
        .onExit()
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .exceptionally(late -> process)
        .join();
  }

  /** Puts the parts of messages together. */
  private static final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> messages;
    private final StringBuilder begun = new StringBuilder();

    Inbox(BlockingQueue<JsonNode> messages) {
      this.messages = messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      begun.append(part);
      if (last) {
        messages.add(JSON.readTree(begun.toString()));
        begun.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
