package dev.leeway.merge;

import dev.leeway.event.ModelRef;
import java.util.Optional;

/** One model version's segment; empty for all rows. */
record SeriesKey(ModelRef model, String segment) {

  /**
   * Whether it is one of those asked for.
   *
   * @param version empty for all of them
   */
  boolean isOf(String name, Optional<String> version, String ofSegment) {
    return model.name().equals(name)
        && segment.equals(ofSegment)
        && version.map(model.version()::equals).orElse(true);
  }
}
