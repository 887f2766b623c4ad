package dev.leeway.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * A web server on a raw socket that answers as its script says, one entry per request, the last one
 * for ever. It does what real servers do when they are ill.
 */
public final class ScriptedReceiver implements AutoCloseable {

  private final ServerSocket server;
  private final ConcurrentLinkedQueue<Answer> script = new ConcurrentLinkedQueue<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Function<Request, Answer> fallback;

  /** What came in. Header names are in lower case. */
  public record Request(String line, Map<String, String> headers, String body) {

    public String header(String name) {
      return headers.getOrDefault(name, "");
    }
  }

  /** How to answer. */
  public interface Answer {
    void write(Socket socket, CountDownLatch closed) throws IOException, InterruptedException;
  }

  public ScriptedReceiver(Answer... answers) {
    this(new Repeat());
    then(answers);
  }

  /** A receiver that looks at what it is asked. */
  public static ScriptedReceiver answering(Function<Request, Answer> answers) {
    return new ScriptedReceiver(answers);
  }

  private ScriptedReceiver(Function<Request, Answer> fallback) {
    this.fallback = fallback;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /** Puts further answers behind those that wait. */
  public void then(Answer... answers) {
    script.addAll(List.of(answers));
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  public List<Request> requests() {
    return new ArrayList<>(requests);
  }

  public static Answer status(int status, String... headers) {
    return (socket, closed) -> {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
      for (String header : headers) head.append(header).append("\r\n");
      write(socket, head + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    };
  }

  /** An answer with JSON. */
  public static Answer json(int status, String body, String... headers) {
    return (socket, closed) -> {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\n");
      for (String header : headers) head.append(header).append("\r\n");
      head.append("Content-Type: application/json\r\nConnection: close\r\n");
      write(socket, head + "Content-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    };
  }

  /** Takes the request and says nothing until the receiver is closed. */
  public static Answer hang() {
    return (socket, closed) -> closed.await();
  }

  /** Good headers, a byte of the body now and then. */
  public static Answer drip() {
    return (socket, closed) -> {
      write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
      while (!closed.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) write(socket, "x");
    };
  }

  /** Good headers, part of the body, then a reset. */
  public static Answer resetInBody() {
    return (socket, closed) -> {
      write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf");
      socket.setSoLinger(true, 0);
    };
  }

  /** A body without end. */
  public static Answer endless() {
    return (socket, closed) -> {
      write(socket, "HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n");
      byte[] block = new byte[64 * 1024];
      while (closed.getCount() > 0) socket.getOutputStream().write(block);
    };
  }

  /** No answer at all. */
  public static Answer hangUp() {
    return (socket, closed) -> {};
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : open) socket.close();
  }

  /** The last answer of the script, for ever. */
  private static final class Repeat implements Function<Request, Answer> {

    private volatile Answer last = status(204);

    @Override
    public Answer apply(Request request) {
      return last;
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      Request request = read(new BufferedInputStream(socket.getInputStream()));
      requests.add(request);
      Answer next = script.poll();
      if (next == null) {
        next = fallback.apply(request);
      } else if (fallback instanceof Repeat repeat) {
        repeat.last = next;
      }
      next.write(socket, closed);
    } catch (IOException | InterruptedException e) {
      // The client went away, or the test is over: both are part of the game.
      Thread.currentThread().interrupt();
    }
  }

  private static Request read(InputStream in) throws IOException {
    String line = line(in);
    Map<String, String> headers = new TreeMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).trim());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(line, headers, new String(in.readNBytes(length), UTF_8));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) throw new IOException("closed");
      if (b != '\r') line.write(b);
    }
    return line.toString(ISO_8859_1);
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(UTF_8));
    out.flush();
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "scripted-receiver");
    thread.setDaemon(true);
    thread.start();
  }
}
