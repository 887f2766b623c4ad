package dev.leeway.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Calls over real connections. Every address of a name is checked, and what is connected to is what
 * was checked: the client asks no resolver of its own, so an entry of DNS that changes in between
 * leads nowhere. Redirects are not followed; no proxy, cookie, compression or retry is used.
 */
public final class GuardedCaller implements Caller {

  private final AddressRules rules;
  private final HttpLimits limits;
  private final Map<String, InetAddress[]> checked = new ConcurrentHashMap<>();
  private final CloseableHttpClient client;
  private final ExecutorService thread;

  public GuardedCaller(AddressRules rules, HttpLimits limits) {
    this.rules = rules;
    this.limits = limits;
    this.client = client();
    this.thread =
        Executors.newCachedThreadPool(
            work -> {
              Thread made = new Thread(work, "leeway-call");
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public Reply call(HttpCall call) throws InterruptedException {
    try {
      String host = call.uri().getHost();
      InetAddress[] addresses = InetAddress.getAllByName(host);
      for (InetAddress address : addresses) {
        if (!rules.permits(call.uri(), address)) return new Reply.Forbidden();
      }
      checked.put(unbracketed(host), addresses);
    } catch (UnknownHostException e) {
      return new Reply.Failed("unknown host", false);
    }
    return exchange(call);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      client.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** On a thread of its own, since a read from a socket heeds no interrupt and no total limit. */
  private Reply exchange(HttpCall call) throws InterruptedException {
    Sent sent = new Sent(call);
    HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.uri());
    call.headers().forEach(request::setHeader);
    if (!sent.isEmpty()) request.setEntity(sent);
    CompletableFuture<Reply> reply = new CompletableFuture<>();
    thread.execute(
        () -> {
          try {
            reply.complete(answer(request));
          } catch (IOException | RuntimeException e) {
            reply.completeExceptionally(e);
          }
        });
    try {
      return reply.get(limits.total().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Reply.Failed("timeout", sent.begun());
    } catch (ExecutionException e) {
      return failed(Objects.requireNonNullElse(e.getCause(), e), sent.begun());
    } finally {
      // Ends the exchange if it is not over; else it does nothing.
      request.cancel();
    }
  }

  private Reply answer(HttpUriRequestBase request) throws IOException {
    ClassicHttpResponse response = client.executeOpen(null, request, null);
    try {
      Map<String, String> headers = new HashMap<>();
      for (Header header : response.getHeaders()) {
        headers.putIfAbsent(header.getName(), header.getValue());
      }
      byte[] body = body(response.getEntity());
      boolean whole = body.length <= limits.answer();
      int length = Math.min(body.length, limits.answer());
      // Closing alone would read the rest, however long it is.
      if (!whole) request.cancel();
      return new Reply.Answered(
          response.getCode(), headers, new String(body, 0, length, UTF_8), whole);
    } finally {
      Closer.closeQuietly(response);
    }
  }

  /** One byte more than the limit tells that there was more. */
  private byte[] body(@Nullable HttpEntity entity) throws IOException {
    if (entity == null) return new byte[0];
    InputStream content = entity.getContent();
    return content.readNBytes(limits.answer() + 1);
  }

  private static Reply failed(Throwable failure, boolean sent) {
    return new Reply.Failed(met(failure), sent);
  }

  /** The kind of failure; the exception's own words can hold the address. */
  private static String met(Throwable failure) {
    if (failure instanceof ConnectTimeoutException) return "connect timeout";
    if (failure instanceof SocketTimeoutException) return "timeout";
    if (failure instanceof ConnectException) return "connection refused";
    if (failure instanceof SSLException) return "TLS failure";
    if (failure instanceof IOException) return "connection lost";
    throw new IllegalStateException("the HTTP client failed", failure);
  }

  private CloseableHttpClient client() {
    Timeout connect = Timeout.of(limits.connect());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new Checked())
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(limits.total()))
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setConnectionRequestTimeout(connect)
                .setProtocolUpgradeEnabled(false)
                .build())
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .setUserAgent("leeway")
        .build();
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Knows only what was checked. */
  private final class Checked implements DnsResolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      InetAddress[] addresses = checked.get(unbracketed(host));
      if (addresses == null) throw new UnknownHostException("not checked");
      return addresses.clone();
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** The body, and whether the other side may have seen anything of it. */
  private static final class Sent extends HttpEntityWrapper {

    private final int length;
    private volatile boolean begun;

    Sent(HttpCall call) {
      this(call.body().getBytes(UTF_8));
    }

    private Sent(byte[] body) {
      super(new ByteArrayEntity(body, null));
      length = body.length;
    }

    boolean isEmpty() {
      return length == 0;
    }

    boolean begun() {
      return begun;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
      begun = true;
      super.writeTo(out);
    }
  }
}
