package blackbox.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import blackbox.sandbox.SandboxClient.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DatasetCallsTest extends SandboxTestBase {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /datasets",
        "GET /datasets/any",
        "PATCH /datasets/any",
        "GET /datasets/any/upload-url/a.jsonl",
        "GET /datasets/any/imports/any"
      })
  void asksForTheToken(String call) throws IOException {
    String method = call.substring(0, call.indexOf(' '));
    var uri =
        URI.create(
            sandbox.baseUrl() + "/api/v1/data-collection" + call.substring(call.indexOf('/')));

    Answer without = client.send(method, uri, Map.of(), null);
    Answer wrong = client.send(method, uri, Map.of("Authorization", "Token x"), null);

    assertThat(without.status()).isEqualTo(401);
    assertThat(wrong.status()).isEqualTo(401);
    JsonNode error = wrong.json().get("error");
    assertThat(error.get("status").intValue()).isEqualTo(401);
    assertThat(error.get("title").stringValue()).isEqualTo("Unauthorized");
    assertThat(error.has("detail")).isTrue();
    assertThat(error.has("error_code")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/datasets/none",
        "/datasets/none/upload-url/a.jsonl",
        "/datasets/none/imports/x",
        "/elsewhere",
        "/datasets/a/b/c/d"
      })
  void doesNotFindWhatIsNotThere(String path) throws IOException {
    Answer answer = client.get(path);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("error").get("detail").isString()).isTrue();
  }

  @Test
  void createsADataset() throws IOException {
    Answer created =
        client.call(
            "POST",
            "/datasets",
            "{\"name\":\"reviews\",\"workspace_id\":\"w\",\"schema\":" + STRICT_SCHEMA + "}");

    assertThat(created.status()).isEqualTo(201);
    JsonNode found = client.get("/datasets/" + created.json().get("id").stringValue()).json();
    assertThat(found).isEqualTo(created.json());
    assertThat(found.get("name").stringValue()).isEqualTo("reviews");
    assertThat(found.get("workspace_id").stringValue()).isEqualTo("w");
    assertThat(found.get("schema").get("strict").booleanValue()).isTrue();
    assertThat(found.get("schema_version").intValue()).isEqualTo(4);
    assertThat(found.get("total_datapoint_count").intValue()).isZero();
    assertThat(found.get("imports")).isEmpty();
  }

  @Test
  void createsADatasetWithoutASchema() throws IOException {
    JsonNode created = client.call("POST", "/datasets", "{\"name\":\"bare\"}").json();

    assertThat(created.get("schema").isNull()).isTrue();
    assertThat(created.get("schema_version").intValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{}", "{\"name\":7}", "{\"name\":\"a\",\"schema\":{}}"})
  void refusesToCreateFrom(String body) throws IOException {
    assertThat(client.call("POST", "/datasets", body).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"schema\":[]}",
        "{\"schema\":{\"fields\":{}}}",
        "{\"schema\":{\"fields\":{\"a\":{\"type\":\"number\"}}}}",
        "{\"schema\":{\"type\":\"strng\"}}"
      })
  void refusesToSetTheSchemaFrom(String body) throws IOException {
    assertThat(client.call("PATCH", "/datasets/" + dataset, body).status()).isEqualTo(400);
    assertThat(client.get("/datasets/" + dataset).json().get("schema").has("strict")).isTrue();
  }

  @Test
  void setsASchema() throws IOException {
    String lax = "{\"fields\":{\"other\":{\"type\":\"metadata\",\"label\":\"Other\"}}}";

    Answer answer = client.call("PATCH", "/datasets/" + dataset, "{\"schema\":" + lax + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("schema").get("fields").has("other")).isTrue();
  }

  @Test
  void keepsTheTaskGroupFieldOnceThereIsData() throws IOException, InterruptedException {
    String grouped = "{\"schema\":{\"fields\":{\"text\":{\"type\":\"task_group_id\"}}}}";
    String ungrouped = "{\"schema\":{\"fields\":{\"text\":{\"type\":\"text\"}}}}";
    String path = "/datasets/" + dataset;
    assertThat(client.call("PATCH", path, grouped).status()).isEqualTo(200);
    assertThat(client.call("PATCH", path, ungrouped).status()).isEqualTo(200);

    client.upload(dataset, "a.jsonl", GOOD);
    sandbox.awaitImports();

    assertThat(client.call("PATCH", path, grouped).status()).isEqualTo(400);
    assertThat(client.call("PATCH", path, ungrouped).status()).isEqualTo(200);
  }

  @Test
  void listsImportsNewestFirst() throws IOException {
    client.uploadUrl(dataset, "first.jsonl");
    client.uploadUrl(dataset, "second.jsonl");

    JsonNode imports = client.get("/datasets/" + dataset).json().get("imports");

    assertThat(imports)
        .extracting(job -> job.get("filename").stringValue())
        .containsExactly("second.jsonl", "first.jsonl");
    assertThat(imports.get(0).get("status").stringValue()).isEqualTo("uninitialised");
  }

  @Test
  void sendsTheDate() throws IOException {
    assertThat(client.get("/datasets/" + dataset).header("date")).endsWith(" GMT");
  }
}
