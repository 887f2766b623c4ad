package dev.leeway.app.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/** A server that keeps what is posted to it, and answers by a script and then with 202. */
final class GatewayStub implements AutoCloseable {

  record Request(String path, List<String> lines) {}

  record Scripted(int status, String retryAfter, String body) {}

  final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Scripted> script = new ArrayDeque<>();
  private final HttpServer server;

  GatewayStub(Scripted... answers) throws IOException {
    script.addAll(List.of(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The events of the given kind that were taken, in order. */
  List<String> lines(String path) {
    return requests.stream()
        .filter(request -> request.path().equals(path))
        .flatMap(request -> request.lines().stream())
        .toList();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    List<String> lines =
        new String(exchange.getRequestBody().readAllBytes(), UTF_8).lines().toList();
    Scripted next = script.isEmpty() ? null : script.poll();
    if (next == null) {
      requests.add(new Request(exchange.getRequestURI().getPath(), lines));
      next = new Scripted(202, "", "{\"accepted\":" + lines.size() + "}");
    }
    if (!next.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", next.retryAfter());
    }
    byte[] body = next.body().getBytes(UTF_8);
    exchange.sendResponseHeaders(next.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
