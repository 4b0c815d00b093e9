package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.LedgerEntry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Chunk files, in a folder or in S3, reach a dataset just as the file they were split from does.
 */
final class ChunkFilesUploadIT extends AgainstTheSandbox {
  private static final int RECORDS = 600;
  private static final String BUCKET = "exports";
  private static final String KEY_ID = "an-id";
  private static final String KEY = "planted-key-77c1";

  private S3Proxy s3;

  @BeforeEach
  void split() throws Exception {
    s3 =
        S3Proxy.builder()
            .blobStore(BlobStores.create("transient", new Properties()))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY_ID, KEY)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .stopTimeout(0)
            .build();
    s3.start();
    Files.writeString(work.resolve("reviews.jsonl"), records());
    Program.Result split = splitReviews();
    assertThat(split.exitCode()).as(split.output()).isEqualTo(1);
    for (String dataset : List.of("from-file", "from-chunks")) {
      sandbox.createDataset(dataset, SCHEMA);
    }
    Program.Result whole =
        program.run(
            uploadOf("reviews.jsonl", "from-file", "--on-invalid", "skip", "--max-records", "40"));
    assertThat(whole.exitCode()).as(whole.output()).isEqualTo(1);
    Files.delete(work.resolve("reviews.jsonl"));
  }

  @AfterEach
  void stopS3() throws Exception {
    s3.stop();
  }

  private static String records() {
    StringBuilder text = new StringBuilder("\uFEFF");
    for (int i = 0; i < RECORDS; i++) {
      text.append(i % 100 == 7 ? "{\"txet\":\"" : "{\"text\":\"").append(i).append("\"}");
      text.append(i % 50 == 0 ? "\r\n \n" : "\n");
    }
    return text.append("{\"text\":\"last\"}").toString();
  }

  private Program.Result splitReviews() throws Exception {
    return program.run(
        "split",
        "reviews.jsonl",
        "--schema",
        "schema.json",
        "--on-invalid",
        "skip",
        "--max-records",
        "40",
        "--out-dir",
        "chunks",
        "--quiet");
  }

  @Test
  @DisplayName("fault 32: a folder's chunk files, killed on the way and started again")
  void sendsAFolder() throws Exception {
    killOnTheWay(program, uploadOf("--manifest chunks", "from-chunks"));

    Program.Result result = program.run(uploadOf("--manifest chunks", "from-chunks"));

    assertSentAsTheFileWas(result);
    assertThat(program.run("status", "chunks").stdout()).contains("595 accepted");
  }

  @Test
  void sendsWhatLiesInS3() throws Exception {
    try (S3Client client = client()) {
      client.createBucket(request -> request.bucket(BUCKET));
      try (Stream<Path> files = Files.list(work.resolve("chunks"))) {
        for (Path file : files.toList()) {
          client.putObject(
              request -> request.bucket(BUCKET).key("2026/chunks/" + file.getFileName()),
              RequestBody.fromFile(file));
        }
      }
    }
    Program withS3 = new Program(work, environment(KEY));
    String[] upload = uploadOf("--manifest s3://exports/2026/chunks/", "from-chunks");
    killOnTheWay(withS3, upload);

    assertSentAsTheFileWas(withS3.run(upload));
  }

  @Test
  void saysWhyS3CannotBeRead() throws Exception {
    Program.Result noBucket =
        new Program(work, environment(KEY)).run(uploadOf("--manifest s3://none/x", "from-chunks"));
    assertThat(noBucket.exitCode()).isEqualTo(3);
    assertThat(noBucket.stderr()).contains("s3://none/x/").contains("NoSuchBucket");

    Program.Result wrongKey =
        new Program(work, environment("planted-wrong-key"))
            .run(uploadOf("--manifest s3://exports/x", "from-chunks"));
    assertThat(wrongKey.exitCode()).isEqualTo(3);
    assertThat(wrongKey.stderr())
        .contains("SignatureDoesNotMatch")
        .doesNotContain("planted-wrong-key");
  }

  private void killOnTheWay(Program program, String[] upload) throws Exception {
    for (int imports : new int[] {1, 6}) {
      Process running = program.start(command(upload));
      await(() -> sandbox.imports("from-chunks").size() >= imports || !running.isAlive());
      running.destroyForcibly().waitFor();
    }
  }

  private void assertSentAsTheFileWas(Program.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    assertThat(texts("from-chunks")).hasSize(595).isEqualTo(texts("from-file"));
    Path ofFile = work.resolve("reviews.jsonl.preflight");
    Path ofChunks = work.resolve("chunks.preflight");
    assertThat(columns(ofChunks.resolve("rejections.csv")))
        .isEqualTo(columns(ofFile.resolve("rejections.csv")));
    assertThat(result.stdout()).contains("6 were left out when the chunks were made");
  }

  private List<String> texts(String dataset) {
    return sandbox.ledger(dataset).stream().map(LedgerEntry::text).toList();
  }

  /** Everything but the identifiers of imports. */
  private static List<String> columns(Path csv) throws IOException {
    return Files.readAllLines(csv);
  }

  private Map<String, String> environment(String key) {
    return Map.of(
        "PROLIFIC_TOKEN",
        TOKEN,
        "PROLIFIC_URL",
        sandbox.baseUrl().toString(),
        "AWS_ACCESS_KEY_ID",
        KEY_ID,
        "AWS_SECRET_ACCESS_KEY",
        key,
        "AWS_REGION",
        "us-east-1",
        "AWS_ENDPOINT_URL_S3",
        "http://127.0.0.1:" + s3.getPort());
  }

  private S3Client client() {
    return S3Client.builder()
        .httpClientBuilder(Apache5HttpClient.builder())
        .endpointOverride(URI.create("http://127.0.0.1:" + s3.getPort()))
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, KEY)))
        .build();
  }
}
