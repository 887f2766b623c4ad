package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import java.util.function.UnaryOperator;

/**
 * How words that matter are set off where text is shown.
 *
 * @param good for what is reached
 * @param bad for what is missed
 * @param faint for what explains
 */
public record Paint(
    UnaryOperator<String> good, UnaryOperator<String> bad, UnaryOperator<String> faint) {

  /** For files and pipes. */
  public static final Paint NONE =
      new Paint(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());

  public Paint {
    requireNonNull(good, "good");
    requireNonNull(bad, "bad");
    requireNonNull(faint, "faint");
  }
}
