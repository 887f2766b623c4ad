package dev.leeway.app.process;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How each part of the process is, asked anew each time. */
final class HealthBoard {

  private final Map<String, Supplier<Part>> parts = new LinkedHashMap<>();

  /**
   * How a part is.
   *
   * @param well whether it does its work
   * @param detail what is the matter, or how far it is
   */
  record Part(String name, boolean well, String detail) {}

  /** Adds a part; {@code trouble} gives an empty text while it is well. */
  void watch(String name, Supplier<String> trouble) {
    watch(name, trouble, () -> "");
  }

  /** The same of a part that has something to tell while it is well, too. */
  synchronized void watch(String name, Supplier<String> trouble, Supplier<String> detail) {
    parts.put(
        name,
        () -> {
          String matter = trouble.get();
          return matter.isEmpty()
              ? new Part(name, true, detail.get())
              : new Part(name, false, matter);
        });
  }

  /** Every part, in the order in which they were added. */
  synchronized List<Part> parts() {
    List<Part> all = new ArrayList<>();
    parts.values().forEach(part -> all.add(part.get()));
    return all;
  }
}
