package dev.leeway.bench.traffic;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;

/**
 * What is on the predictions topic.
 *
 * @param columns features of an event: two thirds numbers, one third categories
 * @param models whose events take turns
 * @param segments values of the one tag that every model is watched by; 1 for no segments at all
 * @param partitions of the topic
 * @param uuids whether ids are UUIDs, in no order, as what keeps them must bear; else short, and
 *     counted up
 */
public record Workload(
    Form form, int columns, int models, int segments, int partitions, boolean uuids) {

  /** The tag that segments are made of. */
  public static final String TAG = "region";

  private static final int PER_SECOND = 10_000;
  private static final int PER_SECOND_AND_MODEL = 100;
  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST = 10_000;

  /**
   * @throws IllegalArgumentException if a number is out of range
   */
  public Workload {
    requireNonNull(form, "form");
    require("columns", columns, MOST_COLUMNS);
    require("models", models, MOST);
    require("segments", segments, MOST);
    require("partitions", partitions, 256);
  }

  /** With short ids. */
  public Workload(Form form, int columns, int models, int segments, int partitions) {
    this(form, columns, models, segments, partitions, false);
  }

  private static void require(String name, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be from 1 to " + most + ": " + value);
    }
  }

  /** Whether rows are counted by segment too. */
  public boolean segmented() {
    return segments > 1;
  }

  /** Events in a second of event time: 10,000, but of each model 100 at least. */
  public int eventsPerSecond() {
    return Math.max(PER_SECOND, PER_SECOND_AND_MODEL * models);
  }

  /** The so-and-so-manyth model, from 0. */
  public ModelRef model(int index) {
    return new ModelRef("bench-" + index, "1");
  }
}
