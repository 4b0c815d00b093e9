package blackbox.sandbox;

import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** One sandbox for the tests of a class, and one dataset for each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SandboxTestBase {
  static final String STRICT_SCHEMA =
      """
      {"strict": true, "fields": {"text": {"type": "text"}, "image": {"type": "image_url"}}}""";

  static final String GOOD = "{\"text\":\"a\",\"image\":\"https://example.org/a.png\"}";
  static final String BAD = "{\"image\":\"nowhere\"}";

  @SuppressWarnings("NullAway.Init")
  Sandbox sandbox;

  @SuppressWarnings("NullAway.Init")
  SandboxClient client;

  @SuppressWarnings("NullAway.Init")
  String dataset;

  SandboxOptions options() {
    return SandboxOptions.defaults();
  }

  @BeforeAll
  void start() throws IOException {
    sandbox = Sandbox.start(options());
    client = new SandboxClient(sandbox);
  }

  @BeforeEach
  void createDataset(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    String unique = Integer.toHexString(test.getDisplayName().hashCode());
    dataset =
        sandbox.createDataset(
            name.substring(0, Math.min(name.length(), 50)) + "-" + unique, STRICT_SCHEMA);
  }

  @AfterEach
  void disarm() {
    sandbox.faults().clear();
  }

  @AfterAll
  void stop() {
    client.close();
    sandbox.close();
  }
}
