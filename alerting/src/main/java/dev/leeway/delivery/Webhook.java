package dev.leeway.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.call.HttpCall;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Gets each message as a CloudEvent in structured JSON, signed after Standard Webhooks.
 *
 * @param secrets of the form {@code whsec_<base64 of 24 to 64 bytes>}, the newest first; a message
 *     is signed with each, so that a secret can be changed without losing one
 */
public record Webhook(URI url, List<Secret> secrets) implements Recipient {

  private static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

  /**
   * @throws IllegalArgumentException if a part is not as above; the text names no secret
   */
  public Webhook {
    WebAddress.checked(url);
    secrets = List.copyOf(secrets);
    if (secrets.isEmpty()) throw new IllegalArgumentException("secrets: needs one to sign with");
    secrets.forEach(WebhookSignature::key);
  }

  @Override
  public Channel channel(Line line) {
    WebhookSignature signature = new WebhookSignature(secrets);
    return dispatch -> {
      Instant now = line.clock().instant();
      HttpCall call = HttpCall.post(url, CONTENT_TYPE, dispatch.message().body());
      return Answers.usual(
          line.http()
              .call(
                  call.with("webhook-id", dispatch.id())
                      .with("webhook-timestamp", String.valueOf(now.getEpochSecond()))
                      .with(
                          "webhook-signature",
                          signature.sign(dispatch.id(), now, call.body().getBytes(UTF_8)))),
          now);
    };
  }

  @Override
  public Takes takes() {
    return Takes.BOTH;
  }

  @Override
  public String toString() {
    return "Webhook[" + WebAddress.shown(url) + "]";
  }
}
