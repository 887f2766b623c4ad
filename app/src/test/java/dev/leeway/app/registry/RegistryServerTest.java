package dev.leeway.app.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.confluent.ConfluentSchemaRegistry;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.RegistryException.Kind;
import dev.leeway.topics.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server as Confluent's own client sees it, and what that client does not show. */
@Timeout(60)
@ExtendWith(SharedKafka.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryServerTest {

  private static final Schema ROW =
      SchemaBuilder.record("Row").fields().requiredLong("a").endRecord();
  private static final Schema LONGER_ROW =
      SchemaBuilder.record("Row").fields().requiredLong("a").optionalString("b").endRecord();
  private static final Schema OTHER_ROW =
      SchemaBuilder.record("Row").fields().requiredString("a").endRecord();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();

  /** No test sees another's subjects. */
  private final String subject = "subject-" + UUID.randomUUID();

  private KafkaSchemaRegistry registry;
  private RegistryServer server;
  private ConfluentSchemaRegistry client;

  @BeforeAll
  void start(EmbeddedKafka kafka) throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    Topics topics = new Topics("registry-server", 1);
    try (Admin admin = Admin.create(settings)) {
      new TopicCreator(admin, 1, Duration.ofSeconds(20)).create(topics);
    }
    registry = KafkaSchemaRegistry.open(settings, topics.schemas());
    server = RegistryServer.start(registry, "127.0.0.1", 0);
    client = new ConfluentSchemaRegistry(List.of(server.uri()), Map.of());
  }

  @AfterAll
  void stop() {
    client.close();
    server.close();
    registry.close();
  }

  private String newSubject() {
    return subject + "-" + UUID.randomUUID();
  }

  @Test
  void register_thenById_byConfluentsClient() {
    String subject = newSubject();
    int id = client.register(subject, ROW);

    assertThat(freshClient().byId(id)).isEqualTo(ROW);
    assertThat(freshClient().register(subject, ROW)).isEqualTo(id);
    assertThat(freshClient().register(newSubject(), ROW)).isEqualTo(id);
    assertThat(client.register(subject, LONGER_ROW)).isNotEqualTo(id);
    assertThat(registry.byId(id)).isEqualTo(ROW);
    assertThat(registry.register(subject, ROW)).isEqualTo(id);
  }

  @Test
  void register_ofIncompatibleSchema_isRefusedToConfluentsClient() {
    String subject = newSubject();
    client.register(subject, ROW);

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register(subject, OTHER_ROW))
        .withMessageContaining("incompatible")
        .extracting(RegistryException::kind)
        .isEqualTo(Kind.INCOMPATIBLE);
  }

  @Test
  void byId_ofUnknownId_isUnknownToConfluentsClient() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.byId(99_999))
        .extracting(RegistryException::kind)
        .isEqualTo(Kind.UNKNOWN_ID);
  }

  @Test
  void register_ofRecursiveSchema_isInvalid() {
    Schema list =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"L\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"L\"]}]}");

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> client.register(newSubject(), list))
        .withMessageContaining("recursive")
        .extracting(RegistryException::kind)
        .isEqualTo(Kind.INVALID);
  }

  @Test
  void versions_areListedAndFound() throws Exception {
    String subject = newSubject();
    int first = client.register(subject, ROW);
    int second = client.register(subject, LONGER_ROW);

    assertThat(get("/subjects").toString()).contains(subject);
    assertThat(get("/subjects/" + subject + "/versions").toString()).isEqualTo("[1,2]");
    JsonNode latest = get("/subjects/" + subject + "/versions/latest");
    assertThat(latest.path("version").asInt()).isEqualTo(2);
    assertThat(latest.path("id").asInt()).isEqualTo(second);
    assertThat(latest.path("subject").asText()).isEqualTo(subject);
    JsonNode one = get("/subjects/" + subject + "/versions/1");
    assertThat(new Schema.Parser().parse(one.path("schema").asText())).isEqualTo(ROW);
    JsonNode found = JSON.readTree(post("/subjects/" + subject, schemaBody(ROW)).body());
    assertThat(found.path("id").asInt()).isEqualTo(first);
    assertThat(found.path("version").asInt()).isEqualTo(1);
  }

  @Test
  void compatibility_isCheckedWithoutRegistering() throws Exception {
    String subject = newSubject();
    client.register(subject, ROW);
    String path = "/compatibility/subjects/" + subject + "/versions/";

    assertThat(post(path + "latest", schemaBody(LONGER_ROW)).body())
        .isEqualTo("{\"is_compatible\":true}");
    assertThat(post(path + "1?verbose=true", schemaBody(OTHER_ROW)).body())
        .contains("\"is_compatible\":false", "TYPE_MISMATCH");
    assertThat(post("/compatibility/subjects/nobody/versions/latest", schemaBody(ROW)).body())
        .isEqualTo("{\"is_compatible\":true}");
    assertThat(get("/subjects/" + subject + "/versions").toString()).isEqualTo("[1]");
  }

  @Test
  void level_ofSubject_overridesTheGlobalOne() throws Exception {
    String subject = newSubject();
    client.register(subject, ROW);
    assertThat(get("/config").path("compatibilityLevel").asText()).isEqualTo("FULL_TRANSITIVE");
    assertThat(get("/config/" + subject).path("error_code").asInt()).isEqualTo(40408);
    assertThat(get("/config/" + subject + "?defaultToGlobal=true").toString())
        .contains("FULL_TRANSITIVE");

    HttpResponse<String> set =
        send(
            "PUT",
            "/config/" + subject,
            "{\"compatibility\":\"none\"}",
            RegistryRoutes.CONTENT_TYPE);

    assertThat(set.body()).isEqualTo("{\"compatibility\":\"NONE\"}");
    assertThat(get("/config/" + subject).toString()).contains("NONE");
    assertThat(client.register(subject, OTHER_ROW)).isPositive();
  }

  @Test
  void fixedAnswers_areConfluents() throws Exception {
    assertThat(get("/schemas/types").toString()).isEqualTo("[\"AVRO\"]");
    assertThat(get("/mode").toString()).isEqualTo("{\"mode\":\"READWRITE\"}");
    HttpResponse<String> answer = send("GET", "/", "", "");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(RegistryRoutes.CONTENT_TYPE);
  }

  @ParameterizedTest(name = "{0} {1} {2}: {3} {4}")
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "GET | /schemas/ids/99999 | | 404 | 40403",
        "GET | /schemas/ids/x | | 404 | 40403",
        "GET | /subjects/nobody/versions | | 404 | 40401",
        "GET | /subjects/nobody/versions/1 | | 404 | 40401",
        "GET | /subjects/known/versions/7 | | 404 | 40402",
        "GET | /subjects/known/versions/0 | | 422 | 42202",
        "GET | /subjects/known/versions/x | | 422 | 42202",
        "GET | /nowhere | | 404 | 404",
        "DELETE | /subjects/known | | 405 | 405",
        "POST | /subjects/nobody | {\"schema\":\"\\\"int\\\"\"} | 404 | 40401",
        "POST | /subjects/known | {\"schema\":\"\\\"int\\\"\"} | 404 | 40403",
        "POST | /subjects/known/versions | {\"schema\":\"\\\"int\\\"\"} | 409 | 409",
        "POST | /subjects/known/versions | {\"schema\":\"nonsense\"} | 422 | 42201",
        "POST | /subjects/known/versions | {\"schema\":7} | 422 | 42201",
        "POST | /subjects/known/versions | {} | 422 | 42201",
        "POST | /subjects/known/versions | [] | 422 | 42201",
        "POST | /subjects/known/versions | `` | 422 | 42201",
        "POST | /subjects/known/versions | {\"schema\" | 400 | 400",
        "POST | /subjects/known/versions | {\"schemaType\":\"PROTOBUF\",\"schema\":\"x\"} | 422 | 42201",
        "POST | /subjects/known/versions | {\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"x\"}]} | 422 | 42201",
        "POST | /compatibility/subjects/known/versions/9 | {\"schema\":\"\\\"int\\\"\"} | 404 | 40402",
        "POST | /compatibility/subjects/nobody/versions/9 | {\"schema\":\"\\\"int\\\"\"} | 404 | 40401",
        "PUT | /config | {\"compatibility\":\"SOMETIMES\"} | 422 | 42203",
        "PUT | /config | {} | 422 | 42203",
      })
  void wrongRequest_isAnsweredWithConfluentsCode(
      String method, String path, String body, int status, int code) throws Exception {
    registry.register("known", "\"string\"");

    HttpResponse<String> answer =
        send(method, path, body == null ? "" : body, RegistryRoutes.CONTENT_TYPE);

    assertThat(answer.statusCode()).isEqualTo(status);
    JsonNode error = JSON.readTree(answer.body());
    assertThat(error.path("error_code").asInt()).isEqualTo(code);
    assertThat(error.path("message").asText()).isNotBlank();
  }

  @Test
  void request_thatABrowserCouldBeMadeToSend_isRefused() throws Exception {
    for (String type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      HttpResponse<String> answer =
          send("POST", "/subjects/a/versions", "{\"schema\":\"\\\"int\\\"\"}", type);

      assertThat(answer.statusCode()).isEqualTo(415);
    }
  }

  @Test
  void request_tooLarge_isRefused() throws Exception {
    HttpResponse<String> answer = post("/subjects/a/versions", " ".repeat(1024 * 1024 + 1));

    assertThat(answer.statusCode()).isEqualTo(413);
  }

  @Test
  void start_onTakenPort_saysSo() {
    assertThatThrownBy(() -> RegistryServer.start(registry, "127.0.0.1", server.port()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + server.port());
  }

  /** One that has nothing cached. */
  private ConfluentSchemaRegistry freshClient() {
    return new ConfluentSchemaRegistry(List.of(server.uri()), Map.of());
  }

  private static String schemaBody(Schema schema) throws IOException {
    return JSON.writeValueAsString(Map.of("schema", schema.toString()));
  }

  private JsonNode get(String path) throws Exception {
    return JSON.readTree(send("GET", path, "", "").body());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send("POST", path, body, RegistryRoutes.CONTENT_TYPE);
  }

  private HttpResponse<String> send(String method, String path, String body, String type)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.uri() + path))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(body));
    if (!type.isEmpty()) request.header("Content-Type", type);
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
