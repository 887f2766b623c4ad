package dev.leeway.bench.alerts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A webhook that takes everything and remembers when it came. */
public final class Receiver implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FIRING = "dev.leeway.alert.firing";

  private final HttpServer server;
  private final InstantSource clock;
  private final List<Told> told = new ArrayList<>();

  /**
   * A message that came.
   *
   * @param id the same whenever the same message comes again
   * @param atMillis by our clock, when all of it had come
   */
  public record Told(String id, Transition transition, long atMillis) {

    public Told {
      requireNonNull(id, "id");
      requireNonNull(transition, "transition");
    }
  }

  private Receiver(HttpServer server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  /** On a free port of this machine. */
  public static Receiver start(InstantSource clock) {
    try {
      Receiver receiver =
          new Receiver(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
              clock);
      receiver.server.createContext("/alerts", receiver::receive);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException("the webhook cannot listen", e);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/alerts");
  }

  /** Everything that came, in order, repetitions included. */
  public synchronized List<Told> told() {
    return List.copyOf(told);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      long now = clock.millis();
      String id = requireNonNull(exchange.getRequestHeaders().getFirst("webhook-id"), "webhook-id");
      add(new Told(id, transition(JSON.readTree(body)), now));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private synchronized void add(Told message) {
    told.add(message);
  }

  private static Transition transition(JsonNode event) {
    return new Transition(
        event.at("/data/model").asText(),
        event.path("type").asText().equals(FIRING),
        Instant.parse(event.at("/data/window/to").asText()).toEpochMilli());
  }
}
