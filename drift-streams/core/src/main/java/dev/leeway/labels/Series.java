package dev.leeway.labels;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;

/**
 * What outcomes are added up in: one segment of one version of a model, on one layout.
 *
 * @param layout id of the layout
 * @param segment empty for the whole
 */
public record Series(ModelRef model, String layout, String segment) {

  public Series {
    requireNonNull(model, "model");
    requireNonNull(layout, "layout");
    requireNonNull(segment, "segment");
  }

  public byte[] toBytes() {
    return new PayloadWriter()
        .text(model.name())
        .text(model.version())
        .text(layout)
        .text(segment)
        .toBytes();
  }

  /**
   * @throws CorruptStateException if the bytes are no series
   */
  public static Series fromBytes(byte[] bytes) {
    PayloadReader in = new PayloadReader(bytes);
    try {
      Series series = new Series(new ModelRef(in.text(), in.text()), in.text(), in.text());
      in.end();
      return series;
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no series: " + e.getMessage(), e);
    }
  }
}
