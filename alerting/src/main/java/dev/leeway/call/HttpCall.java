package dev.leeway.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request.
 *
 * @param headers in the order they are sent; {@code User-Agent} and {@code Content-Length} are
 *     added
 * @param body sent as UTF-8; empty for none
 */
public record HttpCall(String method, URI uri, Map<String, String> headers, String body) {

  public HttpCall {
    requireNonNull(method, "method");
    WebAddress.checked(uri);
    headers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    requireNonNull(body, "body");
  }

  public static HttpCall get(URI uri) {
    return new HttpCall("GET", uri, Map.of(), "");
  }

  /** A POST of text. */
  public static HttpCall post(URI uri, String contentType, String body) {
    return new HttpCall("POST", uri, Map.of("Content-Type", contentType), body);
  }

  /** A POST of JSON. */
  public static HttpCall json(URI uri, Object json) {
    return post(uri, "application/json", json.toString());
  }

  /** A POST of a form. */
  public static HttpCall form(URI uri, Map<String, String> fields) {
    String body =
        fields.entrySet().stream()
            .map(field -> escaped(field.getKey()) + "=" + escaped(field.getValue()))
            .collect(Collectors.joining("&"));
    return post(uri, "application/x-www-form-urlencoded", body);
  }

  /** With one more header. */
  public HttpCall with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpCall(method, uri, more, body);
  }

  /** With the other method. */
  public HttpCall by(String other) {
    return new HttpCall(other, uri, headers, body);
  }

  /** Percent-encoding for a path segment or a query value: a space is %20 in both. */
  public static String escaped(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /** Without anything that could be a secret. */
  @Override
  public String toString() {
    return method + " " + WebAddress.shown(uri);
  }
}
