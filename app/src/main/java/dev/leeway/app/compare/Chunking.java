package dev.leeway.app.compare;

import dev.leeway.config.yaml.DurationText;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the rows of a table are cut into chunks, each of which is compared by itself. */
public sealed interface Chunking {

  /** All rows together. */
  Chunking WHOLE = new Whole();

  /** As it is written, for example {@code all}, {@code rows:5000} or {@code time:1d}. */
  String text();

  /** All rows are one chunk. */
  record Whole() implements Chunking {

    @Override
    public String text() {
      return "all";
    }
  }

  /**
   * Consecutive rows in the order of the file; the last chunk may have fewer.
   *
   * @param each rows of a chunk, at least 1
   */
  record Rows(long each) implements Chunking {

    public Rows {
      if (each < 1) throw new IllegalArgumentException("a chunk needs at least one row: " + each);
    }

    @Override
    public String text() {
      return "rows:" + each;
    }
  }

  /**
   * Spans of time, aligned to the Unix epoch in UTC: start inclusive, end exclusive.
   *
   * @param length at least a millisecond
   * @param written the length as it was given
   */
  record Span(Duration length, String written) implements Chunking {

    public Span {
      if (length.toMillis() < 1) throw new IllegalArgumentException("a chunk of no time");
    }

    @Override
    public String text() {
      return "time:" + written;
    }
  }

  /** The chunking written as a number of rows or as a duration; empty if it is neither. */
  static Optional<Chunking> parse(String text) {
    if (Pattern.matches("[1-9][0-9]{0,17}", text)) {
      return Optional.of(new Rows(Long.parseLong(text)));
    }
    return DurationText.parse(text)
        .filter(length -> !length.isZero())
        .map(length -> new Span(length, text));
  }
}
