package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.window.Window;

/** One window of one model and segment. */
public record WindowKey(ModelRef model, String segment, Window window) {

  public WindowKey {
    requireNonNull(model, "model");
    requireNonNull(segment, "segment");
    requireNonNull(window, "window");
  }
}
