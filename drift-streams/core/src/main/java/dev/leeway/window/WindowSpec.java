package dev.leeway.window;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How event time is cut into windows: each is {@code size} long and one starts every {@code slide},
 * aligned to the Unix epoch in UTC. Tumbling where both are equal.
 */
public record WindowSpec(Duration size, Duration slide) {

  /**
   * @throws IllegalArgumentException if slide is not positive or size is not a multiple of it
   */
  public WindowSpec {
    requireNonNull(size, "size");
    requireNonNull(slide, "slide");
    if (slide.toMillis() < 1)
      throw new IllegalArgumentException("slide must be positive: " + slide);
    if (size.toMillis() % slide.toMillis() != 0 || size.toMillis() < slide.toMillis()) {
      throw new IllegalArgumentException("size " + size + " is not a multiple of slide " + slide);
    }
  }

  /** Windows that follow each other without overlap. */
  public static WindowSpec tumbling(Duration size) {
    return new WindowSpec(size, size);
  }

  /** The windows that contain the pane starting at the given millisecond, oldest first. */
  public List<Window> containing(long paneStart) {
    long step = slide.toMillis();
    long last = Math.floorDiv(paneStart, step) * step;
    List<Window> windows = new ArrayList<>();
    for (long start = last - size.toMillis() + step; start <= last; start += step) {
      windows.add(Window.starting(start, size));
    }
    return windows;
  }
}
