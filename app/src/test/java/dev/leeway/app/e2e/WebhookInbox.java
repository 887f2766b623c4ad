package dev.leeway.app.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A webhook's other side. Signatures are checked by the Standard Webhooks project's library. */
public final class WebhookInbox implements AutoCloseable {

  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<Message> messages = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();

  /** A message with a valid signature. */
  public record Message(String id, String contentType, JsonNode event) {

    public String type() {
      return event.path("type").asText();
    }
  }

  public WebhookInbox() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/hook", this::receive);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook");
  }

  /** Everything that came, repetitions included. */
  public List<Message> messages() {
    return List.copyOf(messages);
  }

  /** Ids of the messages of a type, each once. */
  public List<String> ids(String type) {
    return messages.stream()
        .filter(message -> message.type().equals(type))
        .map(Message::id)
        .distinct()
        .toList();
  }

  /** Why messages were not accepted. */
  public List<String> refused() {
    return List.copyOf(refused);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      Map<String, List<String>> headers =
          Map.of(
              "webhook-id", List.of(header(exchange, "webhook-id")),
              "webhook-timestamp", List.of(header(exchange, "webhook-timestamp")),
              "webhook-signature", List.of(header(exchange, "webhook-signature")));
      try {
        new Webhook(SECRET).verify(body, headers);
      } catch (WebhookVerificationException | EmptyWebhookSecretException e) {
        refused.add(e + " " + headers);
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      messages.add(
          new Message(
              header(exchange, "webhook-id"),
              header(exchange, "Content-Type"),
              JSON.readTree(body)));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
