package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small parts: names, URLs, waits, the storage's answers, CSV. */
class PartsTest {
  @Test
  @DisplayName(
      "fault 21: names sent are of [a-z0-9-] whatever the file is called; paths are encoded")
  void buildsNamesThatAreSafe() {
    assertThat(Names.file("0123456789abcdef", 12, 3))
        .isEqualTo("pf-0123456789abcdef-00012-a3.jsonl");
    assertThat(Names.segment("../../x")).isEqualTo("..%2F..%2Fx");
    assertThat(Names.segment("..")).isEqualTo("%2E%2E");
    assertThat(Names.segment("a b#?ü%")).isEqualTo("a%20b%23%3F%C3%BC%25");
  }

  @ParameterizedTest(name = "fault 21: a source called {0}")
  @ValueSource(strings = {"a b#?.jsonl", "CON", "ünï.jsonl", "....jsonl"})
  void namesFilesByThePlanAlone(String name, @TempDir Path folder) throws IOException {
    Path source = folder.resolve(name);
    Files.writeString(source, "{}\n");
    try (var planner = ChunkPlanner.dry(source, ChunkLimits.builder().build(), null)) {
      var manifest = planner.planUnchecked(ReadOptions.defaults());
      assertThat(Names.file(Names.planId("ds", manifest), 1, 1))
          .matches("pf-[0-9a-f]{16}-00001-a1\\.jsonl");
      assertThat(Names.planId("ds", manifest)).isNotEqualTo(Names.planId("ds2", manifest));
    }
  }

  /** The check value of the catalogue of CRCs, for "123456789". */
  @Test
  void sumsUpAsTheStorageDoes() {
    byte[] text = "-123456789".getBytes(StandardCharsets.US_ASCII);
    Crc64Nvme whole = new Crc64Nvme();
    whole.update(text, 1, 9);
    Crc64Nvme single = new Crc64Nvme();
    for (int i = 1; i < text.length; i++) {
      single.update(text[i]);
    }
    assertThat(whole.getValue()).isEqualTo(0xAE8B14860A799888L).isEqualTo(single.getValue());
    whole.reset();
    assertThat(whole.getValue()).isEqualTo(new Crc64Nvme().getValue());
  }

  @Test
  void readsWhenAUrlEnds() {
    String url =
        "https://b.example/k?X-Amz-Date=20260101T000000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host%3Bcontent-type";
    PresignedUrl presigned = PresignedUrl.of(Secret.of(url));
    assertThat(presigned.expiresAt()).contains(Instant.parse("2026-01-01T00:15:00Z"));
    assertThat(presigned.signedHeaders()).containsExactly("host", "content-type");
    assertThat(presigned.secret().reveal()).isEqualTo(url);
    assertThat(PresignedUrl.of(Secret.of("https://b.example/k")).expiresAt()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://b.example/k?s=1",
        "ftp://b.example/k?s=1",
        "https:///k?s=1",
        "https://user@b.example/k?s=1",
        "https://b.example//k?s=1",
        "not a url ?s=1"
      })
  void refusesUrlsThatNothingIsSentTo(String url) {
    assertThatThrownBy(() -> PresignedUrl.of(Secret.of(url)))
        .isInstanceOf(PreflightException.class)
        .hasMessageNotContaining("s=1")
        .hasNoCause();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "192.168.1.1", "169.254.169.254", "127.0.0.1", "[fd00::1]"})
  void refusesPrivateAddressesUnlessTheServiceIsOnOne(String host) throws IOException {
    PresignedUrl url = PresignedUrl.of(Secret.of("https://" + host + "/k"));
    HostLookup hosts =
        name ->
            name.equals("api.example.com")
                ? new InetAddress[] {InetAddress.getByAddress(new byte[] {93, 1, 2, 3})}
                : InetAddress.getAllByName(name);
    assertThatThrownBy(() -> url.requireReachableFrom(URI.create("https://api.example.com"), hosts))
        .hasMessageContaining("private network");
    url.requireReachableFrom(URI.create("http://127.0.0.1:80"), hosts);
  }

  @Test
  void refusesABaseUrlThatIsNotEncrypted() {
    ServiceOptions.Builder builder = ServiceOptions.builder();
    assertThatThrownBy(() -> builder.baseUrl(URI.create("http://api.example.com")))
        .hasMessageContaining("baseUrl must be https");
    builder.baseUrl(URI.create("http://localhost:8080"));
    assertThatThrownBy(() -> builder.token(Secret.of("a\nb"))).hasMessageContaining("token");
  }

  @ParameterizedTest
  @CsvSource({
    "120, 120",
    "0, 0",
    "'Thu, 01 Jan 2026 00:01:00 GMT', 60",
    "'Wed, 31 Dec 2025 00:00:00 GMT', 0",
    "soon, ",
    "-5, "
  })
  void readsRetryAfterInBothForms(String header, Long seconds) {
    assertThat(Backoff.retryAfter(header, Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
  }

  @Test
  void waitsLongerAndLongerWithFullJitterUpToACap() {
    RandomGenerator most =
        new Random() {
          @Override
          public double nextDouble() {
            return 1;
          }
        };
    assertThat(Backoff.wait(1, null, most)).isEqualTo(Duration.ofMillis(500));
    assertThat(Backoff.wait(2, null, most)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.wait(100, null, most)).isEqualTo(Backoff.CAP);
    assertThat(Backoff.wait(1, Duration.ofSeconds(90), most)).isEqualTo(Duration.ofSeconds(90));
    for (long seed = 0; seed < 1000; seed++) {
      assertThat(Backoff.wait(5, null, new Random(seed)))
          .as("seed " + seed)
          .isBetween(Duration.ZERO, Duration.ofSeconds(8));
    }
  }

  @ParameterizedTest(name = "faults 22 to 28: {0} {1} ({2}), body complete {3}: {4}")
  @CsvSource({
    "200,,,true,ACKED",
    "200,,,false,UNKNOWN",
    "299,,,true,ACKED",
    "300,,,true,REFUSED",
    "404,,,true,REFUSED",
    "408,,,true,UNKNOWN",
    "429,,,false,BUSY",
    "499,RequestExpired,,true,EXPIRED",
    "500,RequestExpired,,true,UNKNOWN",
    "501,,,true,UNKNOWN",
    "403,AccessDenied,Request has expired,true,EXPIRED",
    "403,AccessDenied,,true,REFUSED",
    "403,SignatureDoesNotMatch,,true,REFUSED",
    "403,RequestTimeTooSkewed,,true,REFUSED",
    "400,ExpiredToken,,true,EXPIRED",
    "400,BadDigest,,true,REFUSED",
    "400,RequestTimeout,,true,BUSY",
    "400,,,false,BUSY",
    "400,,,true,UNKNOWN",
    "411,MissingContentLength,,true,REFUSED",
    "412,PreconditionFailed,,true,REFUSED",
    "301,PermanentRedirect,,false,REFUSED",
    "307,,,false,REFUSED",
    "501,NotImplemented,,true,REFUSED",
    "503,SlowDown,,true,BUSY",
    "503,,,true,UNKNOWN",
    "503,,,false,BUSY",
    "500,InternalError,,true,UNKNOWN",
    "502,,,true,UNKNOWN",
    "0,,,true,UNKNOWN",
    "0,,,false,BUSY"
  })
  void judgesTheStoragesAnswers(
      int status, String code, String message, boolean complete, PutVerdict expected) {
    assertThat(new StorageAnswer(status, code, message).verdict(complete, false))
        .isEqualTo(expected);
  }

  @Test
  void takesADenialAfterTheUrlsEndForAnExpiry() {
    StorageAnswer denied = new StorageAnswer(403, "AccessDenied", null);
    assertThat(denied.verdict(true, /* pastExpiry= */ true)).isEqualTo(PutVerdict.EXPIRED);
  }

  @ParameterizedTest(name = "{0} ({1}): {2}")
  @CsvSource({
    "SignatureDoesNotMatch, , used exactly as given",
    "AccessDenied, headers present which were not signed, allows only these: host",
    "BadDigest, , fixed a checksum in the URL",
    "InvalidDigest, , fixed a checksum in the URL",
    "XAmzContentChecksumMismatch, , fixed a checksum in the URL",
    "InvalidRequest, The CHECKSUM is wrong, fixed a checksum in the URL",
    "RequestTimeTooSkewed, , the clock of whoever signed the URL is wrong",
    "EntityTooLarge, , plan smaller ones with maxChunkBytes",
    "Unheard, of, the storage will not take this upload",
    ", , the storage will not take this upload"
  })
  void saysWhatToDoAboutARefusal(String code, String message, String advice) {
    assertThat(new StorageAnswer(403, code, message).advice(List.of("host"))).contains(advice);
  }

  @Test
  void saysAnAnswerInOneLine() {
    assertThat(StorageAnswer.none().text()).isEqualTo("no answer");
    assertThat(new StorageAnswer(503, null, null).text()).isEqualTo("503");
    assertThat(new StorageAnswer(503, null, " \n").text()).isEqualTo("503");
    assertThat(new StorageAnswer(503, "SlowDown", " Please\nwait ").text())
        .isEqualTo("503 SlowDown (Please\\u000await)");
  }

  @Test
  @DisplayName("fault 36: a storage that quotes the request quotes no signature")
  void quotesNoSignature() {
    StorageAnswer quoting =
        StorageAnswer.of(
            FakeService.answer(
                403, FakeService.s3Error("AccessDenied", "GET /k?X-Amz-Signature=77c1")));
    assertThat(quoting).isEqualTo(new StorageAnswer(403, "AccessDenied", null));
  }

  @Test
  void interpretsNoXml() {
    String bomb =
        "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Error><Code>&a;</Code></Error>";
    assertThat(StorageAnswer.of(FakeService.answer(403, bomb)).code()).isNull();
  }

  @Test
  void quotesCsvAndKeepsFormulasFromRunning() throws IOException {
    StringWriter out = new StringWriter();
    new Csv(out).row(1L, null, "a,b", "say \"x\"", "=1+1", "+1", "-1", "@x", "\t=1", "ok", "a\nb");
    assertThat(out.toString())
        .isEqualTo("1,,\"a,b\",\"say \"\"x\"\"\",'=1+1,'+1,'-1,'@x,'\t=1,ok,\"a\nb\"\n");
  }

  @Test
  @DisplayName("fault 13: no control character of the service's gets into a file that people open")
  void escapesControlCharactersInCsv() throws IOException {
    StringWriter out = new StringWriter();
    new Csv(out).row("\u001b[2Jgone", "a\u0000b\u0007", "\u009b31m");
    assertThat(out.toString()).isEqualTo("\\u001b[2Jgone,a\\u0000b\\u0007,\\u009b31m\n");
  }

  @Test
  void followsTheServicesClockAndNotThisMachines() {
    FakeWorld.FakeTime time = new FakeWorld.FakeTime();
    time.skew = Duration.ofHours(-2);
    ServiceClock clock = new ServiceClock(time);
    clock.hear("Thu, 01 Jan 2026 00:00:00 GMT");
    time.now = time.now.plusSeconds(5);
    time.skew = Duration.ofHours(7); // somebody sets the clock
    assertThat(clock.now()).isEqualTo(FakeWorld.START.plusSeconds(5));
    assertThat(clock.skew()).isEqualTo(Duration.ofHours(2));
    clock.hear("Thu, 01 Jan 2026 00:00:04 GMT"); // whole seconds, and some time on its way
    assertThat(clock.now()).isEqualTo(FakeWorld.START.plusSeconds(5));
    clock.hear("nonsense");
    assertThat(clock.now()).isEqualTo(FakeWorld.START.plusSeconds(5));
  }
}
