package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.leeway.call.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

  private static final Secret OLD = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Secret NEW = new Secret("whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD");

  private final Instant now = Instant.now();

  /** The vector of the Standard Webhooks specification. */
  @Test
  void sign_givesTheSpecificationsSignature() {
    String signature =
        new WebhookSignature(List.of(OLD))
            .sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                Instant.ofEpochSecond(1_614_265_330),
                "{\"test\": 2432232314}".getBytes(UTF_8));
    assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void sign_isAcceptedByAnotherImplementation() {
    String body = "{\"model\":\"flügel\"}";
    assertThatCode(() -> verify(OLD, body, sign(List.of(OLD), body))).doesNotThrowAnyException();
    assertThatThrownBy(() -> verify(OLD, body + " ", sign(List.of(OLD), body)))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatThrownBy(() -> verify(NEW, body, sign(List.of(OLD), body)))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void sign_isAcceptedWithEitherSecretWhileTheyAreChanged() {
    String signature = sign(List.of(NEW, OLD), "{}");
    assertThat(signature.split(" ")).hasSize(2);
    assertThatCode(() -> verify(OLD, "{}", signature)).doesNotThrowAnyException();
    assertThatCode(() -> verify(NEW, "{}", signature)).doesNotThrowAnyException();
  }

  @Test
  void new_refusesSecretsThatAreNoneWithoutQuotingThem() {
    for (String bad : List.of("hunter2hunter2", "whsec_!!!!", "whsec_aHVudGVyMg==")) {
      assertThatThrownBy(() -> new WebhookSignature(List.of(new Secret(bad))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(bad)
          .hasMessageNotContaining("hunter")
          .hasNoCause();
    }
  }

  private String sign(List<Secret> secrets, String body) {
    return new WebhookSignature(secrets).sign("abc", now, body.getBytes(UTF_8));
  }

  private void verify(Secret secret, String body, String signature) throws Exception {
    new Webhook(secret.reveal())
        .verify(
            body,
            Map.of(
                "webhook-id", List.of("abc"),
                "webhook-timestamp", List.of(String.valueOf(now.getEpochSecond())),
                "webhook-signature", List.of(signature)));
  }
}
