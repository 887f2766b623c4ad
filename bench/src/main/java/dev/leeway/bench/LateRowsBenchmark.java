package dev.leeway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.bench.traffic.Traffic;
import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.PartialProfile;
import dev.leeway.event.ModelRef;
import dev.leeway.merge.BufferedJournal;
import dev.leeway.merge.Conclusion;
import dev.leeway.merge.Intake;
import dev.leeway.merge.WindowBook;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What late rows cost: windows of a minute with 60 rows of 31 columns, a tide a second, and with
 * every tide one row of a window of the past, whichever within the lateness. One operation is one
 * tide.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 4, time = 5)
@Fork(1)
public class LateRowsBenchmark {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final int ROWS = 60;

  /** Windows that rows may be late for. */
  @Param({"300", "1440"})
  private int windows;

  /** Columns that have drifted in all of them. */
  @Param({"0", "5"})
  private int drifted;

  private final SplittableRandom random = new SplittableRandom(5);
  private @Nullable Reference reference;
  private @Nullable WindowBook book;
  private long second;

  /** Verdicts told, the first of a window among them. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Told {

    public long verdicts;
    public long tides;
  }

  @Setup(Level.Trial)
  public void fill() {
    reference = new Traffic().reference();
    book = new WindowBook(directory(), new BufferedJournal());
    for (int window = 0; window < windows; window++) {
      second += 60;
      merge(second - 60, ROWS);
      if (window > 4) merge(second - 120 - random.nextInt(60 * (window - 1)), 1);
      tide();
    }
  }

  @Benchmark
  public List<Conclusion> tide(Told told) {
    merge(second - 120 - random.nextInt(60 * (windows - 4)), 1);
    if (++second % 60 == 0) merge(second, ROWS);
    List<Conclusion> conclusions = tide();
    told.verdicts += conclusions.size();
    told.tides++;
    return conclusions;
  }

  private List<Conclusion> tide() {
    Instant now = START.plusSeconds(second);
    return book.rise(
        new Tide(0, 1, now, List.of(new Tide.ModelTide(Traffic.MODEL.name(), now, now))));
  }

  private void merge(long at, int rows) {
    Instant pane = START.plusSeconds(at / 60 * 60);
    PartialProfile partial =
        new PartialProfile(
            Traffic.MODEL, "", pane, MINUTE, reference.id(), 0, profile(reference, rows));
    Intake intake = book.merge(partial);
    if (intake != Intake.MERGED) throw new IllegalStateException(intake + ": " + pane);
  }

  private Profile profile(Reference on, int rows) {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(on.layout()));
    List<ColumnLayout> columns = on.layout().columns();
    for (int row = 0; row < rows; row++) {
      builder.startRow();
      byte[] id = Long.toString(random.nextLong()).getBytes(UTF_8);
      builder.id(id, 0, id.length);
      for (int place = 0; place < columns.size(); place++) {
        add(columns.get(place).name(), place, builder);
      }
    }
    return builder.build();
  }

  /** As {@link Traffic} has it, but for the columns that have drifted. */
  private void add(String column, int place, ProfileBuilder builder) {
    if (column.equals("probability")) {
      builder.number(place, random.nextDouble());
      return;
    }
    int number = Integer.parseInt(column.substring(column.indexOf('_') + 1));
    if (column.startsWith("category")) {
      byte[] text = ("value-" + zipf(4 << number)).getBytes(UTF_8);
      builder.text(place, text, 0, text.length);
    } else if (random.nextInt(50) > 0) {
      builder.number(place, (number < drifted ? 0.8 : 1) * random.nextDouble(number + 1.0));
    }
  }

  private int zipf(int bound) {
    return (int) Math.min(bound - 1, Math.pow(bound, random.nextDouble()) - 1);
  }

  private ModelDirectory directory() {
    Timing usual = Timing.DEFAULT;
    Timing timing =
        new Timing(
            MINUTE,
            usual.grace(),
            MINUTE.multipliedBy(windows),
            usual.idleTimeout(),
            usual.maxPast(),
            usual.maxFuture());
    Monitor monitor =
        new Monitor(
            Traffic.MODEL.name(),
            timing,
            List.of(WindowSpec.tumbling(MINUTE)),
            List.of(),
            new TreeMap<>(Map.of()),
            Decision.DEFAULT,
            Caps.DEFAULT);
    return new ModelDirectory() {
      @Override
      public Optional<Monitor> monitor(String model) {
        return Optional.of(monitor);
      }

      @Override
      public Optional<Reference> reference(ModelRef model, Instant paneStart) {
        return Optional.ofNullable(reference);
      }
    };
  }
}
