package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;

/** What all revisions of one verdict share. */
public record VerdictKey(ModelRef model, String segment, Window window, Verdict.Kind kind) {

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
    return Verdict.id(Verdict.key(model, segment, window, kind));
  }
}
