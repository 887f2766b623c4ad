package dev.leeway.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A book of one model with its journal. Panes are of a minute, windows of five, grace 30 s,
 * lateness 10 min and corrections at once unless a test says otherwise; times are minutes.
 */
final class SmallBook {

  static final ModelRef MODEL = new ModelRef("delay", "1");
  static final Reference REFERENCE =
      Models.reference(MODEL, SampleRows.random(new SplittableRandom(7), 400));

  final MemoryJournal journal = new MemoryJournal();
  private final Models models;
  WindowBook book;

  SmallBook() {
    this(monitor(10, 30, WindowSpec.tumbling(Duration.ofMinutes(5))));
  }

  SmallBook(Monitor monitor) {
    models = new Models().with(monitor).with(REFERENCE);
    book = new WindowBook(models, journal);
  }

  void restart() {
    book = new WindowBook(models, journal);
    journal.replayInto(book);
  }

  void damageAll() {
    journal.damaged.addAll(journal.panes.keySet());
  }

  boolean merge(int pane, int rows) {
    return merge(partial(MODEL, pane, REFERENCE.id(), rows));
  }

  boolean merge(PartialProfile partial) {
    return book.merge(partial) == Intake.MERGED;
  }

  /** The only partition has passed the given event time just now. */
  List<Conclusion> rise(double eventMinute) {
    return book.rise(tide(0, 1, eventMinute, eventMinute));
  }

  List<Conclusion> rise(Tide tide) {
    return book.rise(tide);
  }

  static PartialProfile partial(ModelRef model, int pane, String reference, int rows) {
    List<Row> same = Collections.nCopies(rows, new Row().with("amount", 0.1));
    Profile profile =
        reference.isEmpty() ? new Profile(rows, rows, List.of()) : SampleRows.profile(same);
    return new PartialProfile(
        model, "", minute(pane), Duration.ofMinutes(1), reference, 0, profile);
  }

  static Tide tide(int partition, int partitions, double at, double watermark) {
    return new Tide(
        partition,
        partitions,
        minute(at),
        List.of(new Tide.ModelTide("delay", minute(watermark), minute(at))));
  }

  static Verdict only(List<Conclusion> conclusions) {
    assertThat(conclusions).hasSize(1);
    return conclusions.get(0).verdict();
  }

  static List<Long> rows(List<Conclusion> conclusions) {
    return conclusions.stream().map(told -> told.verdict().rows()).toList();
  }

  static Instant minute(double minute) {
    return Instant.ofEpochSecond(Math.round(minute * 60));
  }

  static Monitor monitor(int latenessMinutes, int graceSeconds, WindowSpec window) {
    return new Monitor(
        "delay",
        new Timing(
                Duration.ofMinutes(1),
                Duration.ofSeconds(graceSeconds),
                Duration.ofMinutes(latenessMinutes),
                Duration.ofMinutes(1),
                Duration.ofDays(31),
                Duration.ofMinutes(5))
            .withCorrectionDelay(Duration.ZERO),
        List.of(window),
        List.of("country", "member"),
        Collections.emptySortedMap(),
        Decision.DEFAULT,
        Caps.DEFAULT);
  }
}
