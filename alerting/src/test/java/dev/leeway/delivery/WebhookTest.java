package dev.leeway.delivery;

import static dev.leeway.call.ScriptedReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.call.AddressRules;
import dev.leeway.call.HttpLimits;
import dev.leeway.call.ScriptedReceiver;
import dev.leeway.call.ScriptedReceiver.Answer;
import dev.leeway.call.ScriptedReceiver.Request;
import dev.leeway.call.Secret;
import dev.leeway.call.SelfSignedReceiver;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WebhookTest {

  private static final Secret SECRET = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final AddressRules LOOPBACK = AddressRules.allowing("127.0.0.0/8");
  private static final HttpLimits LIMITS =
      new HttpLimits(Duration.ofSeconds(2), Duration.ofMillis(700), 64 * 1024);

  @Test
  void send_postsASignedCloudEvent() throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(status(204))) {
      assertThat(send(receiver.uri("/hook?a=b"))).isEqualTo(new Outcome.Delivered("204"));
      Request request = receiver.requests().get(0);
      assertThat(request.line()).isEqualTo("POST /hook?a=b HTTP/1.1");
      assertThat(request.body()).isEqualTo("{\"n\":1}");
      assertThat(request.header("content-type")).startsWith("application/cloudevents+json");
      assertThat(request.header("webhook-id")).isEqualTo("ci-1");
      assertThatCode(
              () ->
                  new com.standardwebhooks.Webhook(SECRET.reveal())
                      .verify(
                          request.body(),
                          Map.of(
                              "webhook-id", List.of(request.header("webhook-id")),
                              "webhook-timestamp", List.of(request.header("webhook-timestamp")),
                              "webhook-signature", List.of(request.header("webhook-signature")))))
          .doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204})
  void send_countsEverySuccessAsDelivered(int status) throws Exception {
    assertThat(answered(status(status))).isInstanceOf(Outcome.Delivered.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 405, 409, 415, 422})
  void send_countsClientErrorsAsRefused(int status) throws Exception {
    assertThat(answered(status(status))).isEqualTo(new Outcome.Refused(String.valueOf(status)));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
  void send_countsServerErrorsAsUnavailable(int status) throws Exception {
    assertThat(answered(status(status))).isEqualTo(new Outcome.Unavailable(String.valueOf(status)));
  }

  @Test
  void send_readsRetryAfter() throws Exception {
    assertThat(answered(status(429, "Retry-After: 120")))
        .isEqualTo(new Outcome.Unavailable("429", Duration.ofMinutes(2)));
  }

  @Test
  void send_takesGoneAsFinal() throws Exception {
    assertThat(answered(status(410))).isEqualTo(new Outcome.Gone("410"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void send_doesNotFollowRedirects(int status) throws Exception {
    try (ScriptedReceiver other = new ScriptedReceiver()) {
      assertThat(answered(status(status, "Location: " + other.uri("/stolen"))))
          .isEqualTo(new Outcome.Refused(status + " redirect not followed"));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void send_givesUpOnAReceiverThatHangs() throws Exception {
    assertThat(answered(ScriptedReceiver.hang())).isEqualTo(new Outcome.Unavailable("timeout"));
  }

  @Test
  void send_givesUpOnAReceiverThatDrips() throws Exception {
    long before = System.nanoTime();
    assertThat(answered(ScriptedReceiver.drip())).isEqualTo(new Outcome.Unavailable("timeout"));
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isLessThan(LIMITS.total().plusSeconds(2));
  }

  @Test
  void send_triesAgainAfterAResetInTheBody() throws Exception {
    assertThat(answered(ScriptedReceiver.resetInBody()))
        .isEqualTo(new Outcome.Unavailable("connection lost"));
  }

  @Test
  void send_triesAgainWhenNoAnswerComes() throws Exception {
    assertThat(answered(ScriptedReceiver.hangUp()))
        .isEqualTo(new Outcome.Unavailable("connection lost"));
  }

  /** The status has come; ten gigabytes of thanks are not read. */
  @Test
  void send_readsOnlySoMuchOfAHugeBody() throws Exception {
    long before = System.nanoTime();
    assertThat(answered(ScriptedReceiver.endless())).isEqualTo(new Outcome.Delivered("200"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void send_reportsAPortThatIsClosed() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThat(send(URI.create("http://127.0.0.1:" + port + "/")))
        .isEqualTo(new Outcome.Unavailable("connection refused"));
  }

  @Test
  void send_reportsAServerThatSpeaksNoTls() throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(ScriptedReceiver.hangUp())) {
      URI https = URI.create("https://127.0.0.1:" + receiver.uri("/").getPort() + "/");
      assertThat(send(https)).isInstanceOf(Outcome.Unavailable.class);
    }
  }

  /** A certificate that nobody vouches for, for the right address: it could be anyone's. */
  @Test
  void send_doesNotTrustACertificateThatNobodyVouchesFor(@TempDir Path directory) throws Exception {
    try (SelfSignedReceiver receiver = new SelfSignedReceiver(directory)) {
      assertThat(send(receiver.uri())).isEqualTo(new Outcome.Unavailable("TLS failure"));
      assertThat(receiver.requests()).isZero();
    }
  }

  @Test
  void send_reportsANameNobodyKnows() throws Exception {
    assertThat(send(URI.create("https://nowhere.invalid/")))
        .isEqualTo(new Outcome.Unavailable("unknown host"));
  }

  @Test
  void send_doesNotCallAddressesThatAreNotAllowed() throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(status(204))) {
      URI named = URI.create("http://localhost:" + receiver.uri("/").getPort() + "/");
      for (URI uri : List.of(receiver.uri("/"), named)) {
        assertThat(send(uri, AddressRules.PUBLIC))
            .isEqualTo(new Outcome.Refused("address not allowed"));
      }
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void send_callsAnAddressThatIsAllowedToThisTargetAlone() throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(status(204))) {
      Target usual = Target.of("ci", new Webhook(receiver.uri("/"), List.of(SECRET)));
      Target target = new Target("ci", usual.recipient(), usual.retry(), usual.pace(), LOOPBACK);
      assertThat(send(target, AddressRules.PUBLIC)).isEqualTo(new Outcome.Delivered("204"));
    }
  }

  @Test
  void new_refusesATargetWithoutSecret() {
    assertThatThrownBy(() -> new Webhook(URI.create("https://example.com/"), List.of()))
        .hasMessageContaining("needs one to sign with");
  }

  @Test
  void toString_showsNeitherSecretNorPath() {
    URI uri = URI.create("https://example.com/hooks/token-123?key=456");
    assertThat(Target.of("ci", new Webhook(uri, List.of(SECRET))).toString())
        .contains("example.com")
        .doesNotContain("token-123")
        .doesNotContain("456")
        .doesNotContain("MfKQ");
    assertThat(String.valueOf(SECRET)).isEqualTo("<secret>");
  }

  private static Outcome answered(Answer answer) throws Exception {
    try (ScriptedReceiver receiver = new ScriptedReceiver(answer)) {
      return send(receiver.uri("/"));
    }
  }

  private static Outcome send(URI uri) throws InterruptedException {
    return send(uri, LOOPBACK);
  }

  private static Outcome send(URI uri, AddressRules rules) throws InterruptedException {
    return send(Target.of("ci", new Webhook(uri, List.of(SECRET))), rules);
  }

  private static Outcome send(Target target, AddressRules rules) throws InterruptedException {
    DeliverySettings settings =
        new DeliverySettings(List.of(target), rules, LIMITS, DeliverySettings.KEEP);
    try (Channel channel =
        Lane.to(target, settings, InstantSource.fixed(Instant.now())).channel()) {
      return channel.send(Dispatches.message("ci", 1, "a"));
    }
  }
}
