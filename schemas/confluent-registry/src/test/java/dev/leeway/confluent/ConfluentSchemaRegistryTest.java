package dev.leeway.confluent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.RegistryException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.Schema;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConfluentSchemaRegistryTest {

  private static final Schema LONG = Schema.create(Schema.Type.LONG);

  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private ConfluentSchemaRegistry registry;
  private volatile int status = 200;
  private volatile String type = "application/vnd.schemaregistry.v1+json";
  private volatile String answer = "";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    registry =
        registry(
            Map.of(
                "basic.auth.credentials.source",
                "USER_INFO",
                "basic.auth.user.info",
                "ann:secret"));
  }

  @AfterEach
  void stop() {
    registry.close();
    server.stop(0);
  }

  @Test
  void byId_asksOnceWithCredentials() {
    answer(200, "{\"schema\":\"\\\"long\\\"\"}");

    assertThat(registry.byId(7)).isEqualTo(LONG);
    assertThat(registry.byId(7)).isEqualTo(LONG);
    String credentials =
        Base64.getEncoder().encodeToString("ann:secret".getBytes(StandardCharsets.UTF_8));
    assertThat(requests).hasSize(1).first().asString().startsWith("GET /schemas/ids/7");
    assertThat(requests.get(0)).endsWith("Basic " + credentials);
  }

  @Test
  void register_asksOncePerSubject() {
    answer(200, "{\"id\":3}");

    assertThat(registry.register("a-value", LONG)).isEqualTo(3);
    assertThat(registry.register("a-value", LONG)).isEqualTo(3);
    assertThat(registry.register("b-value", LONG)).isEqualTo(3);
    assertThat(requests).hasSize(2);
    assertThat(requests.get(0)).startsWith("POST /subjects/a-value/versions");
  }

  @Test
  void byId_ofUnknownId_isFinalAndAskedOnce() {
    answer(404, "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}");

    assertKind(Kind.UNKNOWN_ID, () -> registry.byId(7));
    assertKind(Kind.UNKNOWN_ID, () -> registry.byId(7));
    assertThat(requests).hasSize(1);
  }

  @Test
  void byId_whenAnythingElseFails_isUnavailable() {
    answer(500, "{\"error_code\":50001,\"message\":\"Error in the backend data store\"}");
    assertKind(Kind.UNAVAILABLE, () -> registry.byId(7));
    answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
    assertKind(Kind.UNAVAILABLE, () -> registry.byId(7));
    type = "text/html";
    answer(404, "<html>not here</html>");
    assertKind(Kind.UNAVAILABLE, () -> registry.byId(7));
    answer(200, "<html>welcome</html>");
    assertKind(Kind.UNAVAILABLE, () -> registry.byId(7));
  }

  @Test
  void byId_ofOtherOrDangerousSchema_isInvalid() {
    answer(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax = proto3;\"}");
    assertKind(Kind.INVALID, () -> registry.byId(7));
    answer(
        200,
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\",\\\"name\\\":\\\"R\\\",\\\"fields\\\":"
            + "[{\\\"name\\\":\\\"r\\\",\\\"type\\\":[\\\"null\\\",\\\"R\\\"]}]}\"}");
    assertKind(Kind.INVALID, () -> registry.byId(8));
  }

  @Test
  void register_whenRefused_saysWhy() {
    answer(409, "{\"error_code\":409,\"message\":\"incompatible with an earlier schema\"}");
    assertKind(Kind.INCOMPATIBLE, () -> registry.register("a", LONG));
    answer(422, "{\"error_code\":42201,\"message\":\"Invalid schema\"}");
    assertKind(Kind.INVALID, () -> registry.register("a", LONG));
    answer(500, "{\"error_code\":50003,\"message\":\"forwarding failed\"}");
    assertKind(Kind.UNAVAILABLE, () -> registry.register("a", LONG));
  }

  @Test
  void byId_whenNobodyListens_isUnavailable() {
    server.stop(0);

    assertKind(Kind.UNAVAILABLE, () -> registry.byId(7));
  }

  @Test
  void byId_whenNobodyAnswers_isUnavailableAfterReadTimeout() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ConfluentSchemaRegistry patient =
            new ConfluentSchemaRegistry(
                List.of(URI.create("http://127.0.0.1:" + silent.getLocalPort())),
                Map.of("http.read.timeout.ms", "200"))) {
      assertKind(Kind.UNAVAILABLE, () -> patient.byId(7));
    }
  }

  @Test
  void settings_thatAreNoNumbers_areNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry(Map.of("http.read.timeout.ms", "soon")))
        .withMessageContaining("http.read.timeout.ms");
  }

  private ConfluentSchemaRegistry registry(Map<String, String> settings) {
    return new ConfluentSchemaRegistry(
        List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), settings);
  }

  private void answer(int status, String answer) {
    this.status = status;
    this.answer = answer;
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization"));
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", type);
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  private static void assertKind(Kind kind, ThrowingCallable call) {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(call)
        .extracting(RegistryException::kind)
        .isEqualTo(kind);
  }
}
