package dev.leeway.ingestion;

import static dev.leeway.ingestion.Gateway.JSON;
import static dev.leeway.ingestion.Gateway.NDJSON;
import static dev.leeway.ingestion.Gateway.PREDICTIONS;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.eventlog.EncodedEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers, sizes and encodings of bodies. */
class TransportTest {

  private static final int MOST = 20_000;
  private static final int MOST_OF_A_BATCH = 300_000;
  private static final String EVENT =
      "{\"id\":\"a\",\"model\":\"churn\",\"version\":\"1\",\"features\":{},\"output\":1}";

  private static Gateway gateway;

  @BeforeAll
  static void start() {
    gateway = new Gateway(new TestLimits().bodyBytes(MOST).batchBytes(MOST_OF_A_BATCH).build());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void reset() {
    gateway.log.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "text/plain, unsupported_media_type",
    "application/octet-stream, unsupported_media_type",
    "application/jsonx, unsupported_media_type",
    "multipart/form-data; boundary=x, unsupported_media_type",
    "application/x-www-form-urlencoded, unsupported_media_type",
    "application/json; charset=utf-16, unsupported_charset",
    "application/json; charset=iso-8859-1, unsupported_charset",
    "application/x-ndjson; charset=latin1, unsupported_charset",
  })
  void contentType_mustBeOneOfOurs(String contentType, String code) {
    HttpResponse<String> response = gateway.post(PREDICTIONS, contentType, EVENT);

    assertRefused(response, 415, code);
    assertThat(response.headers().firstValue("Accept-Encoding")).isEmpty();
  }

  @Test
  void contentType_isRequired() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + PREDICTIONS))
            .POST(BodyPublishers.ofString(EVENT))
            .build();

    assertRefused(gateway.send(request), 415, "unsupported_media_type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;charset=UTF-8", "APPLICATION/JSON ; x=y"})
  void contentType_mayHaveParameters(String contentType) {
    assertThat(gateway.post(PREDICTIONS, contentType, EVENT).statusCode()).isEqualTo(202);
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "deflate", "zstd", "gzip, gzip", "identity, gzip", "x"})
  void contentEncoding_mustBeGzipOrNone(String encoding) {
    HttpResponse<String> response =
        gateway.send(
            gateway.request(
                PREDICTIONS, JSON, EVENT.getBytes(UTF_8), "Content-Encoding", encoding));

    assertRefused(response, 415, "unsupported_encoding");
    assertThat(response.headers().firstValue("Accept-Encoding")).contains("gzip");
  }

  @Test
  void contentEncoding_mayComeOnce() {
    HttpRequest request =
        gateway.request(
            PREDICTIONS,
            JSON,
            Gateway.gzip(Gateway.gzip(EVENT.getBytes(UTF_8))),
            "Content-Encoding",
            "gzip",
            "Content-Encoding",
            "gzip");

    assertRefused(gateway.send(request), 415, "unsupported_encoding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "GZIP"})
  void gzip_isUnpacked(String encoding) {
    byte[] body = Gateway.gzip(EVENT.getBytes(UTF_8));
    HttpResponse<String> response =
        gateway.send(gateway.request(PREDICTIONS, JSON, body, "Content-Encoding", encoding));

    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    assertThat(gateway.log.events()).extracting(EncodedEvent::id).containsExactly("a");
  }

  @Test
  void gzip_mustBeWhole() {
    byte[] body = Gateway.gzip(EVENT.getBytes(UTF_8));

    assertRefused(gzipped(Arrays.copyOf(body, body.length - 9)), 400, "corrupt_gzip");
    assertRefused(gzipped(Arrays.copyOf(body, 3)), 400, "corrupt_gzip");
    assertRefused(gzipped(EVENT.getBytes(UTF_8)), 400, "corrupt_gzip");
    assertRefused(gzipped(new byte[0]), 400, "corrupt_gzip");
    body[body.length - 6] ^= 1;
    assertRefused(gzipped(body), 400, "corrupt_gzip");
  }

  @Test
  void gzip_withinGzipIsNoJson() {
    assertRefused(
        gzipped(Gateway.gzip(Gateway.gzip(EVENT.getBytes(UTF_8)))), 400, "invalid_unicode");
  }

  @Test
  void gzip_mayNotUnpackToMoreThanABody() {
    byte[] body = Gateway.gzip((EVENT + " ".repeat(MOST)).getBytes(UTF_8));

    assertRefused(gzipped(body), 413, "body_too_large");
  }

  @Test
  void gzip_mayNotUnpackToManyTimesItsSize() {
    byte[] bomb = Gateway.gzip(new byte[200_000]);
    HttpResponse<String> response =
        gateway.send(gateway.request(PREDICTIONS, NDJSON, bomb, "Content-Encoding", "gzip"));

    assertRefused(response, 413, "body_too_large");
    assertThat(Gateway.json(response).at("/detail").asText()).contains("100 times");
  }

  @Test
  void body_mayBeAsLongAsTheLimitSays() {
    String most = EVENT + " ".repeat(MOST - EVENT.length());
    assertThat(gateway.post(PREDICTIONS, JSON, most).statusCode()).isEqualTo(202);
    assertThat(gateway.send(chunked(most)).statusCode()).isEqualTo(202);
    gateway.log.reset();

    assertRefused(gateway.post(PREDICTIONS, JSON, most + " "), 413, "body_too_large");
    assertRefused(gateway.send(chunked(most + " ")), 413, "body_too_large");
  }

  @Test
  void body_ofABatchMayBeLonger() {
    String batch = EVENT + "\n" + " ".repeat(MOST);

    assertThat(gateway.post(PREDICTIONS, NDJSON, batch).statusCode()).isEqualTo(202);
  }

  @Test
  void body_thatIsToldTooLongIsNotReadAtAll() throws IOException {
    // Not one byte of the body is sent, so an answer proves that none was waited for.
    String head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n";

    String answer = exchange(head.formatted(PREDICTIONS, JSON, 1_000_000_000L));

    assertThat(answer).startsWith("HTTP/1.1 413 ").contains("Connection: close", "body_too_large");
  }

  @Test
  void body_ofAWrongTypeIsNotReadAtAll() throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 9999\r\n"
            + "Connection: close\r\n\r\n";

    assertThat(exchange(head.formatted(PREDICTIONS))).startsWith("HTTP/1.1 415 ");
  }

  @Test
  void body_withoutEndIsRefusedAtTheLimit() throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nTransfer-Encoding: chunked\r\n\r\n";
    String chunks = ("1000\r\n" + " ".repeat(0x1000) + "\r\n").repeat(6);

    assertThat(exchange(head.formatted(PREDICTIONS, JSON) + chunks)).startsWith("HTTP/1.1 413 ");
  }

  @Test
  void body_thatIsMuchTooLongDoesNotDrownItsAnswer() {
    byte[] body = new byte[8_000_000];
    for (String type : List.of(JSON, "text/plain")) {
      for (int i = 0; i < 10; i++) {
        HttpResponse<String> response = gateway.send(gateway.request(PREDICTIONS, type, body));
        assertThat(response.statusCode()).isEqualTo(type.equals(JSON) ? 413 : 415);
      }
    }
  }

  @Test
  void body_isNotAskedForWhenItWillNotBeRead() throws IOException {
    String head =
        "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: 30000\r\n"
            + "Expect: 100-continue\r\n\r\n";

    assertThat(exchange(head.formatted(PREDICTIONS, JSON)))
        .startsWith("HTTP/1.1 413 ")
        .doesNotContain("100 Continue");
  }

  @Test
  void body_thatEndsEarlyIsNotStored() throws IOException {
    String head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n";

    String answer = exchange(head.formatted(PREDICTIONS, JSON, EVENT.length() + 1) + EVENT);

    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(gateway.log.events()).isEmpty();
  }

  private static HttpResponse<String> gzipped(byte[] body) {
    return gateway.send(gateway.request(PREDICTIONS, JSON, body, "Content-Encoding", "gzip"));
  }

  /** Of a length that is not told. */
  private static HttpRequest chunked(String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + PREDICTIONS))
        .header("Content-Type", JSON)
        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))))
        .build();
  }

  /** Sends the bytes, then nothing more, and reads until the server closes. */
  private static String exchange(String bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(bytes.getBytes(US_ASCII));
      socket.shutdownOutput();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), US_ASCII);
    }
  }

  private static void assertRefused(HttpResponse<String> response, int status, String code) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(Gateway.json(response).at("/code").asText()).as(response.body()).isEqualTo(code);
    assertThat(gateway.log.events()).isEmpty();
  }
}
