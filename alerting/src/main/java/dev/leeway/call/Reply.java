package dev.leeway.call;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came of a call. */
public sealed interface Reply {

  /**
   * An answer.
   *
   * @param headers the first of each name
   * @param body as much of it as was read; not to be shown to everyone, since it can tell of a
   *     network that only this process sees
   * @param whole whether that is all of it
   */
  record Answered(int status, Map<String, String> headers, String body, boolean whole)
      implements Reply {

    public Answered {
      Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      anyCase.putAll(headers);
      headers = java.util.Collections.unmodifiableMap(anyCase);
      requireNonNull(body, "body");
    }

    /** The header of the name, in whatever case. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }

    public boolean succeeded() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * No answer, or one that was cut short.
   *
   * @param met the kind of failure, without the address
   * @param sent whether the other side may have taken the request all the same
   */
  record Failed(String met, boolean sent) implements Reply {

    public Failed {
      requireNonNull(met, "met");
    }
  }

  /** Not called: the address is not allowed. */
  record Forbidden() implements Reply {}
}
