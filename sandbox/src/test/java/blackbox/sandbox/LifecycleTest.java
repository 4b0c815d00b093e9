package blackbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private static final String SCHEMA = "{\"fields\":{\"a\":{\"type\":\"text\"}}}";

  @Test
  void leavesNoThreadBehind() throws IOException, InterruptedException {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        var client = new SandboxClient(sandbox)) {
      sandbox.createDataset("d", SCHEMA);
      client.upload("d", "a.jsonl", "{}");
      sandbox.faults().loseNextPutReplies(1);
      assertThatThrownBy(() -> client.upload("d", "b.jsonl", "{}")).isInstanceOf(IOException.class);
    }

    var left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    assertThat(left).filteredOn(Thread::isAlive).isEmpty();
  }

  @Test
  void closesItsPortsAndMayBeClosedTwice() throws IOException {
    Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
    sandbox.close();
    sandbox.close();

    try (var client = new SandboxClient(sandbox)) {
      assertThatThrownBy(() -> client.get("/datasets/d")).isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void endsAnImportThatIsUnderWay() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        var client = new SandboxClient(sandbox)) {
      sandbox.createDataset("d", SCHEMA);
      client.upload("d", "a.jsonl", "{\"a\":\"b\"}\n".repeat(500_000));
    }
  }

  @Test
  void runsBesideAnother() throws IOException {
    try (Sandbox one = Sandbox.start(SandboxOptions.defaults());
        Sandbox other = Sandbox.start(SandboxOptions.defaults());
        var client = new SandboxClient(other)) {
      one.createDataset("d", SCHEMA);

      assertThat(one.baseUrl()).isNotEqualTo(other.baseUrl());
      assertThat(one.token()).isNotEqualTo(other.token());
      assertThat(client.get("/datasets/d").status()).isEqualTo(404);
    }
  }

  @Test
  void takesThePortAndTokenItIsTold() throws IOException {
    int port;
    try (Sandbox first = Sandbox.start(SandboxOptions.defaults())) {
      port = first.baseUrl().getPort();
      var taken = SandboxOptions.builder().port(port).build();
      assertThatThrownBy(() -> Sandbox.start(taken)).isInstanceOf(IOException.class);
    }
    var options = SandboxOptions.builder().port(port).token("chosen").build();
    try (Sandbox second = Sandbox.start(options);
        var client = new SandboxClient(second)) {
      second.createDataset("d", SCHEMA);
      assertThat(second.baseUrl().getPort()).isEqualTo(port);
      assertThat(client.get("/datasets/d").status()).isEqualTo(200);
    }
  }

  @Test
  void printsNothing() throws IOException {
    var printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    var capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(capture);
    System.setErr(capture);
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults());
        var client = new SandboxClient(sandbox)) {
      sandbox.createDataset("d", SCHEMA);
      sandbox.faults().cutNextPuts(1);
      assertThatThrownBy(() -> client.upload("d", "a.jsonl", "{}")).isInstanceOf(IOException.class);
      client.upload("d", "b.jsonl", "{}");
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void refusesDatasetsItCannotServe() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      sandbox.createDataset("d", null);

      assertThatIllegalArgumentException().isThrownBy(() -> sandbox.createDataset("d", null));
      assertThatIllegalArgumentException().isThrownBy(() -> sandbox.createDataset("a/b", null));
      assertThatIllegalArgumentException().isThrownBy(() -> sandbox.createDataset("e", "[]"));
      assertThatIllegalArgumentException().isThrownBy(() -> sandbox.createDataset("e", "{}"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sandbox.createDataset("e", "{"))
          .withMessage("The schema is no JSON.");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sandbox.createDatasetWithJsonSchema("e", "[]"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> sandbox.createDatasetWithJsonSchema("d", "{}"));
      assertThatIllegalArgumentException().isThrownBy(() -> sandbox.ledger("none"));
      assertThatIllegalArgumentException().isThrownBy(() -> sandbox.imports("none"));
    }
  }

  @Test
  void saysThatItIsAStandIn() {
    assertThat(Sandbox.describe()).contains("stand-in", "not the service", "byte-order mark");
  }
}
