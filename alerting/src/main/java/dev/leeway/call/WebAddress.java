package dev.leeway.call;

import java.net.URI;
import java.util.regex.Pattern;

/** Addresses of targets: what they may look like, and what of them may be shown. */
public final class WebAddress {

  /**
   * A name whose last part starts with a letter, four decimal numbers, or an IPv6 address. Other
   * forms of numbers, {@code 2130706433} or {@code 0x7f.1}, are addresses to some and names to
   * others.
   */
  private static final Pattern HOST =
      Pattern.compile(
          "([a-zA-Z0-9-]+\\.)*[a-zA-Z][a-zA-Z0-9-]*|\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

  private WebAddress() {}

  /**
   * The address itself.
   *
   * @throws IllegalArgumentException if it is not http or https, has no proper host, or holds user
   *     info or a fragment; the text shows nothing of it
   */
  public static URI checked(URI uri) {
    String scheme = uri.getScheme();
    if (!"https".equals(scheme) && !"http".equals(scheme)) {
      throw new IllegalArgumentException("url: scheme must be https or http");
    }
    if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
      throw new IllegalArgumentException("url: not a host name or address");
    }
    if (uri.getUserInfo() != null || uri.getFragment() != null) {
      throw new IllegalArgumentException("url: no user info or fragment, please");
    }
    return uri;
  }

  /**
   * An address that others are made of by adding to its path: without query, and without a slash at
   * its end.
   */
  public static URI base(URI uri) {
    checked(uri);
    if (uri.getRawQuery() != null) throw new IllegalArgumentException("url: no query, please");
    String text = uri.toString();
    return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : uri;
  }

  /** The port that is connected to. */
  static int port(URI uri) {
    if (uri.getPort() >= 0) return uri.getPort();
    return "https".equals(uri.getScheme()) ? 443 : 80;
  }

  /** Scheme, host and port. Path and query can carry a token. */
  public static String shown(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + ":" + port(uri);
  }
}
