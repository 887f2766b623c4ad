package dev.leeway.app.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The other side of a webhook, as a user would write it: checks the Standard Webhooks signature,
 * the time and the id, then passes the event on. An id seen before is answered and not passed on
 * again.
 */
final class WebhookReceiver implements AutoCloseable {

  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int KEY_BYTES = 32;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final byte[] key = new byte[KEY_BYTES];
  private final HttpServer server;
  private final Consumer<Received> events;
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** An event with a valid signature. */
  record Received(String id, String type, JsonNode data) {}

  WebhookReceiver(Consumer<Received> events) throws IOException {
    this.events = events;
    new SecureRandom().nextBytes(key);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hooks/leeway", this::receive);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hooks/leeway");
  }

  /** The shared secret in its usual form. */
  String secret() {
    return "whsec_" + Base64.getEncoder().encodeToString(key);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String id = header(exchange, "webhook-id");
      if (!isSigned(exchange, id, body)) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      if (seen.add(id)) {
        JsonNode event = JSON.readTree(body);
        events.accept(new Received(id, event.path("type").asText(), event.path("data")));
      }
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private boolean isSigned(HttpExchange exchange, String id, byte[] body) {
    String timestamp = header(exchange, "webhook-timestamp");
    if (!timestamp.matches("\\d{1,12}")) return false;
    Duration age =
        Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), Instant.now());
    if (age.abs().compareTo(TOLERANCE) > 0) return false;
    byte[] expected = ("v1," + signature(id + "." + timestamp + ".", body)).getBytes(US_ASCII);
    for (String given : header(exchange, "webhook-signature").split(" ")) {
      if (MessageDigest.isEqual(expected, given.getBytes(US_ASCII))) return true;
    }
    return false;
  }

  private String signature(String head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has HmacSHA256", e);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
