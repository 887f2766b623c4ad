package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.Names;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who is told: a webhook.
 *
 * @param name as in configuration, metrics and the outbox
 * @param uri http or https, without user info or fragment
 * @param secrets of the form {@code whsec_<base64 of 24 to 64 bytes>}, the newest first; a message
 *     is signed with each, so that a secret can be changed without losing one
 * @param addresses where this target may be, beyond what {@link DeliverySettings} allows to all
 */
public record Target(
    String name, URI uri, List<Secret> secrets, RetryPolicy retry, AddressRules addresses) {

  /**
   * A name whose last part starts with a letter, four decimal numbers, or an IPv6 address. Other
   * forms of numbers, {@code 2130706433} or {@code 0x7f.1}, are addresses to some and names to
   * others.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "([a-zA-Z0-9-]+\\.)*[a-zA-Z][a-zA-Z0-9-]*|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

  /**
   * @throws IllegalArgumentException if a part is not as above; the text names no secret
   */
  public Target {
    requireNonNull(retry, "retry");
    requireNonNull(addresses, "addresses");
    secrets = List.copyOf(secrets);
    if (!Names.isName(name)) throw new IllegalArgumentException("not a target name: " + name);
    String scheme = uri.getScheme();
    if (!"https".equals(scheme) && !"http".equals(scheme)) {
      throw new IllegalArgumentException("target " + name + ": scheme must be https or http");
    }
    if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
      throw new IllegalArgumentException("target " + name + ": not a host name or address");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("target " + name + ": no user info or fragment, please");
    }
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("target " + name + ": needs a secret to sign with");
    }
    secrets.forEach(WebhookSignature::key);
  }

  /** A target at a public address, unless the settings of the delivery allow more. */
  public Target(String name, URI uri, List<Secret> secrets, RetryPolicy retry) {
    this(name, uri, secrets, retry, AddressRules.PUBLIC);
  }

  /** The port that is connected to. */
  int port() {
    if (uri.getPort() >= 0) return uri.getPort();
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  /** Without path and query: they can carry a token. */
  @Override
  public String toString() {
    return "Target[" + name + ", " + uri.getScheme() + "://" + uri.getHost() + ":" + port() + "]";
  }
}
