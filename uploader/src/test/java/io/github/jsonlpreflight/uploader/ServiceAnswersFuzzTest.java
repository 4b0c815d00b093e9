package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Any bytes as the service's or the storage's answer: understood, or refused in few words. */
class ServiceAnswersFuzzTest {
  /** Words of our own, and 200 characters from outside, each of which an escape may stand for. */
  private static final int LONGEST_MESSAGE = 200 + 200 * "\\ud83d\\ude00".length();

  private static final ServiceOptions OPTIONS =
      ServiceOptions.builder()
          .baseUrl(URI.create("https://api.example.com"))
          .token(Secret.of(FakeWorld.TOKEN))
          .maxRetries(0)
          .build();

  /** The status comes from an input's last byte, so a seed begins with the body as it is read. */
  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"upload_url\":\"https://b.example/k?X-Amz-Date=20260101T000000Z&X-Amz-Expires=60\"",
    "\"import_id\":\"",
    "\"id\":",
    "\"http_method\":\"PUT\"",
    "\"content_type\":\"",
    "\"expires_at\":\"2026-01-01T00:00:00Z\"",
    "\"file_key\":",
    "\"status\":\"partial\"",
    "\"accepted_count\":",
    "\"rejected_count\":",
    "\"errors\":[{\"record_index\":",
    "\"field\":",
    "\"reason\":",
    "\"imports\":[{",
    "\"schema\":{",
    "\"schema_version\":",
    "\"name\":",
    "\"total_datapoint_count\":",
    "null",
    "1e999",
    "-1",
    "99999999999999999999",
    "\"detail\":",
    "\"error\":{\"title\":"
  })
  void isUnderstoodOrRefused(FuzzedDataProvider data) throws Exception {
    int status = data.pickValue(new int[] {200, 404, 400, 429, 500});
    byte[] body = data.consumeRemainingAsBytes();
    ServiceApi api = apiThatAnswers(new Transport.Answer(status, Map.of(), body, false));
    try {
      DatasetInfo dataset = api.dataset("ds", waiting -> {});
      assertThat(dataset.imports()).doesNotContainNull();
    } catch (PreflightException e) {
      assertRefused(e);
    }
    try {
      api.importJob("ds", "i", waiting -> {})
          .ifPresent(
              job -> {
                assertThat(job.status()).isNotEmpty();
                assertThat(job.errors()).isNotNull();
              });
    } catch (PreflightException e) {
      assertRefused(e);
    }
    try {
      ServiceApi.Grant grant = api.uploadUrl("ds", "f.jsonl");
      grant.expiry();
      checkUrl(PresignedUrl.of(grant.url()));
    } catch (PreflightException e) {
      assertRefused(e);
    } catch (ServiceCalls.PassingFailure e) {
      assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(LONGEST_MESSAGE);
    }
  }

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "https://b.example/k?",
    "http://127.0.0.1/",
    "X-Amz-Date=20260101T000000Z",
    "&X-Amz-Expires=",
    "&X-Amz-SignedHeaders=host%3B",
    "%",
    "%zz",
    "[::1]",
    "//",
    "#",
    "@",
    "9223372036854775807"
  })
  void urlIsUsedOrRefusedWithoutBeingShown(byte[] url) {
    String text = new String(url, StandardCharsets.UTF_8);
    if (text.isBlank()) {
      return; // a grant without a URL is none
    }
    try {
      checkUrl(PresignedUrl.of(Secret.of(text)));
    } catch (PreflightException e) {
      assertRefused(e);
    }
  }

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "<Error><Code>",
    "</Code>",
    "<Message>",
    "</Message>",
    "AccessDenied",
    "expired",
    "SlowDown",
    "SignatureDoesNotMatch",
    "X-Amz-",
    "not signed",
    "checksum"
  })
  void storageIsUnderstoodWhateverItSays(FuzzedDataProvider data) {
    int status = data.consumeInt(0, 599);
    boolean complete = data.consumeBoolean();
    byte[] body = data.consumeRemainingAsBytes();
    StorageAnswer answer = StorageAnswer.of(new Transport.Answer(status, Map.of(), body, false));
    PutVerdict verdict = answer.verdict(complete, /* pastExpiry= */ false);
    if (verdict == PutVerdict.ACKED) {
      assertThat(complete && status / 100 == 2).isTrue();
    }
    assertThat(answer.text()).hasSizeLessThan(LONGEST_MESSAGE).doesNotContain("\n", "X-Amz-");
    assertThat(answer.advice(List.of("host"))).isNotBlank();
  }

  private static void checkUrl(PresignedUrl url) {
    url.expiresAt();
    assertThat(url.signedHeaders()).isNotNull();
    assertThat(url.toString()).doesNotContain("?");
  }

  private static void assertRefused(PreflightException e) {
    assertThat(e.code()).isIn(ErrorCode.SERVICE_FAILED, ErrorCode.TOKEN_REFUSED);
    assertThat(String.valueOf(e.getMessage()))
        .hasSizeLessThan(LONGEST_MESSAGE)
        .doesNotContain("\n", FakeWorld.TOKEN);
  }

  private static ServiceApi apiThatAnswers(Transport.Answer answer) {
    Transport transport =
        new Transport() {
          @Override
          public Answer exchange(Call call) {
            return answer;
          }

          @Override
          public void close() {}
        };
    Outside outside =
        new Outside(
            new FakeWorld.FakeTime(),
            new Random(1),
            transport,
            host -> new InetAddress[0],
            FileJournalStorage::open);
    return new ServiceApi(OPTIONS, outside, new ServiceClock(outside.time()));
  }
}
