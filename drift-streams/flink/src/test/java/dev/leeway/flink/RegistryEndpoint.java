package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.leeway.registry.SchemaRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import org.apache.avro.Schema;

/** A registry of this process for another: as much of Confluent's interface as the job asks for. */
final class RegistryEndpoint implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final SchemaRegistry registry;
  private final HttpServer server;

  private RegistryEndpoint(SchemaRegistry registry, HttpServer server) {
    this.registry = registry;
    this.server = server;
    server.createContext("/schemas/ids/", this::schema);
    server.createContext("/subjects/", this::register);
    server.start();
  }

  static RegistryEndpoint of(SchemaRegistry registry) {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try {
      return new RegistryEndpoint(registry, HttpServer.create(anyPort, 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void schema(HttpExchange exchange) throws IOException {
    String id = exchange.getRequestURI().getPath().substring("/schemas/ids/".length());
    try {
      Schema schema = registry.byId(Integer.parseInt(id));
      answer(exchange, 200, JSON.createObjectNode().put("schema", schema.toString()));
    } catch (RuntimeException e) { // whatever it is, there is no such schema
      answer(
          exchange,
          404,
          JSON.createObjectNode().put("error_code", 40403).put("message", "Schema not found"));
    }
  }

  private void register(HttpExchange exchange) throws IOException {
    String subject = exchange.getRequestURI().getRawPath().split("/")[2];
    String schema = JSON.readTree(exchange.getRequestBody()).path("schema").asText();
    int id =
        registry.register(URLDecoder.decode(subject, UTF_8), new Schema.Parser().parse(schema));
    answer(exchange, 200, JSON.createObjectNode().put("id", id));
  }

  private static void answer(HttpExchange exchange, int status, ObjectNode body)
      throws IOException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
