package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.outbox.Dispatch;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * POSTs a message as a CloudEvent in structured JSON, signed after Standard Webhooks. Redirects are
 * not followed, no proxy or cookie is used, and the answer's body is read but not kept.
 *
 * <p>Every address of the target's name is checked before the call. Java's HTTP client then looks
 * the name up again; Java's cache of names (30 s) makes both the same but for an entry that expires
 * in between. Point targets at names whose DNS you trust.
 */
final class WebhookChannel implements Channel {

  private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  private final HttpClient client;
  private final Target target;
  private final AddressRules rules;
  private final HttpLimits limits;
  private final InstantSource clock;
  private final WebhookSignature signature;

  WebhookChannel(Target target, AddressRules rules, HttpLimits limits, InstantSource clock) {
    this.target = target;
    this.rules = rules;
    this.limits = limits;
    this.clock = clock;
    this.signature = new WebhookSignature(target.secrets());
    this.client =
        HttpClient.newBuilder()
            // HTTP/2 would send an upgrade request that simple receivers do not understand.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(limits.connect())
            .build();
  }

  @Override
  public Outcome send(Dispatch dispatch) throws InterruptedException {
    try {
      for (InetAddress address : InetAddress.getAllByName(target.uri().getHost())) {
        if (!rules.permits(target, address) && !target.addresses().permits(target, address)) {
          return new Outcome.Refused("address not allowed");
        }
      }
    } catch (UnknownHostException e) {
      return new Outcome.Unavailable("unknown host");
    }
    CompletableFuture<HttpResponse<Long>> exchange =
        client.sendAsync(request(dispatch), info -> new BoundedDrain(limits.answer()));
    try {
      return outcome(exchange.get(limits.total().toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return new Outcome.Unavailable("timeout");
    } catch (ExecutionException e) {
      return new Outcome.Unavailable(met(Objects.requireNonNullElse(e.getCause(), e)));
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(Dispatch dispatch) {
    Instant now = clock.instant();
    byte[] body = dispatch.message().body().getBytes(UTF_8);
    return HttpRequest.newBuilder(target.uri())
        .timeout(limits.total())
        .header("Content-Type", CONTENT_TYPE)
        .header("User-Agent", "leeway")
        .header("webhook-id", dispatch.id())
        .header("webhook-timestamp", String.valueOf(now.getEpochSecond()))
        .header("webhook-signature", signature.sign(dispatch.id(), now, body))
        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
        .build();
  }

  private Outcome outcome(HttpResponse<Long> response) {
    int status = response.statusCode();
    String met = String.valueOf(status);
    if (status >= 200 && status < 300) return new Outcome.Delivered(met);
    if (status >= 300 && status < 400) return new Outcome.Refused(met + " redirect not followed");
    if (status == 410) return new Outcome.Gone(met);
    if (status == 408 || status == 425 || status == 429 || status >= 500) {
      Optional<String> header = response.headers().firstValue("Retry-After");
      return new Outcome.Unavailable(met, RetryAfter.of(header, clock.instant()));
    }
    return new Outcome.Refused(met);
  }

  /** The kind of failure; the exception's own words can hold the address. */
  private static String met(Throwable failure) {
    if (failure instanceof HttpConnectTimeoutException) return "connect timeout";
    if (failure instanceof HttpTimeoutException) return "timeout";
    if (failure instanceof ConnectException) return "connection refused";
    if (failure instanceof SSLException) return "TLS failure";
    if (failure instanceof IOException) return "connection lost";
    throw new IllegalStateException("the HTTP client failed", failure);
  }
}
