package dev.leeway.bundle;

import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.merge.BufferedJournal;
import dev.leeway.merge.Intake;
import dev.leeway.merge.WindowBook;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts and merges what a hostile sender may think of, in as small a heap as it is given; prints
 * what became of the rows. Run by {@link BoundedHeapTest} in a process of its own.
 */
final class BoundedHeap {

  private static final long NOON = 1_000_000_000_000L / 3_600_000 * 3_600_000;
  private static final int ROWS = 1_000_000;
  private static final int VERSIONS = 100_000;
  private static final int COLUMNS = 10_000;

  /** Rows between two commits. */
  private static final int COMMIT = 20_000;

  private static final String MODEL = "delay";

  private final Models models = new Models().with(monitor());
  private final ProfileBundle bundle = new ProfileBundle(0, 1, models);
  private final Map<String, byte[]> store = new HashMap<>();
  private final BufferedJournal journal = new BufferedJournal();
  private final WindowBook book;
  private final Map<String, Long> told = new TreeMap<>();
  private final EventRow event = new EventRow();
  private int sinceCommit;

  private BoundedHeap() {
    models.with(
        Models.reference(new ModelRef(MODEL, "1"), List.of(new Row().with("country", "a"))));
    book = new WindowBook(models, journal);
  }

  public static void main(String... arguments) {
    BoundedHeap heap = new BoundedHeap();
    for (int i = 0; i < ROWS; i++) {
      heap.add(new Row().id("s" + i).of(MODEL, "1").with("country", "store-" + i));
    }
    for (int i = 0; i < VERSIONS; i++) {
      heap.add(new Row().id("v" + i).of(MODEL, "v" + i).with("country", "a"));
      heap.add(new Row().id("m" + i).of("model-" + i, "1").with("country", "a"));
    }
    Row wide = new Row().id("w").of(MODEL, "1");
    for (int i = 0; i < COLUMNS; i++) {
      wide.with("column-" + i, "text of column " + i);
    }
    for (int i = 0; i < 200; i++) {
      heap.add(wide);
    }
    heap.commit();
    System.out.println(heap.told);
  }

  private void add(Row row) {
    row.at(NOON).fill(event);
    note(bundle.add(event, NOON).name());
    if (++sinceCommit >= COMMIT || bundle.profiles() > 2_000) commit();
  }

  private void commit() {
    sinceCommit = 0;
    bundle.drain(
        partial -> {
          Intake intake = book.merge(partial);
          if (intake != Intake.MERGED) note(intake.name());
        });
    bundle.takeCapped().values().forEach(times -> told.merge("capped", times, Long::sum));
    Tide tide = bundle.tide(Instant.ofEpochMilli(NOON));
    told.merge("verdicts", (long) book.rise(tide).size(), Long::sum);
    journal.write(
        new BufferedJournal.Entries() {
          @Override
          public void put(String key, byte[] value) {
            store.put(key, value);
          }

          @Override
          public void remove(String key) {
            store.remove(key);
          }
        });
  }

  private void note(String what) {
    told.merge(what, 1L, Long::sum);
  }

  private static Monitor monitor() {
    return new Monitor(
        MODEL,
        new Timing(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            Duration.ofDays(31),
            Duration.ofMinutes(5)),
        List.of(WindowSpec.tumbling(Duration.ofMinutes(10))),
        List.of("country"),
        new TreeMap<>(),
        Decision.DEFAULT,
        Caps.DEFAULT);
  }
}
