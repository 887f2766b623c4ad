package dev.leeway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** What all revisions of one verdict share. */
public record VerdictKey(ModelRef model, String segment, Window window, Verdict.Kind kind) {

  /** 128 bits: no two verdicts of one installation will ever meet. */
  private static final int ID_BYTES = 16;

  public VerdictKey {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(window, "window");
    requireNonNull(kind, "kind");
  }

  public static VerdictKey of(Verdict verdict) {
    return new VerdictKey(verdict.model(), verdict.segment(), verdict.window(), verdict.kind());
  }

  /** The name of the verdict in URLs. */
  public String id() {
    return id(Verdict.key(model, segment, window, kind));
  }

  /**
   * The name of a verdict in URLs: the first half of the SHA-256 of its {@linkplain Verdict#key()
   * key}, in hexadecimal. A segment may hold any character; this holds none that needs escaping.
   *
   * @param verdictKey of {@link Verdict#key()}
   */
  public static String id(String verdictKey) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verdictKey.getBytes(UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(hash, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
