package dev.leeway.ingestion;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the headers say about the body.
 *
 * @param batch one event per line, instead of one event
 * @param gzip whether it must be unpacked
 * @param length in bytes as sent; -1 if not told
 */
record BodyForm(boolean batch, boolean gzip, long length) {

  /**
   * @throws Refusal if the body is none that we read
   */
  static BodyForm of(HttpServletRequest request) throws Refusal {
    boolean batch = isBatch(request.getContentType());
    return new BodyForm(batch, isGzip(request), request.getContentLengthLong());
  }

  private static boolean isBatch(@Nullable String contentType) throws Refusal {
    String[] parts = contentType == null ? new String[] {""} : contentType.split(";");
    for (int i = 1; i < parts.length; i++) {
      checkParameter(parts[i].trim().toLowerCase(Locale.ROOT));
    }
    return switch (parts[0].trim().toLowerCase(Locale.ROOT)) {
      case "application/json" -> false;
      case "application/x-ndjson", "application/jsonl" -> true;
      default ->
          throw new Refusal(
              ProblemCode.UNSUPPORTED_MEDIA_TYPE,
              "send one object as application/json, or one object per line as"
                  + " application/x-ndjson or application/jsonl");
    };
  }

  private static void checkParameter(String parameter) throws Refusal {
    if (!parameter.startsWith("charset=")) return;
    String charset = parameter.substring("charset=".length()).replace("\"", "");
    if (!charset.equals("utf-8")) {
      throw new Refusal(ProblemCode.UNSUPPORTED_CHARSET, "the charset must be utf-8");
    }
  }

  private static boolean isGzip(HttpServletRequest request) throws Refusal {
    List<String> encodings = Collections.list(request.getHeaders("Content-Encoding"));
    if (encodings.isEmpty()) return false;
    String only = encodings.size() == 1 ? encodings.get(0).trim().toLowerCase(Locale.ROOT) : "";
    return switch (only) {
      case "identity" -> false;
      case "gzip" -> true;
      default ->
          throw new Refusal(
              ProblemCode.UNSUPPORTED_ENCODING, "the content encoding must be gzip, once, or none");
    };
  }
}
