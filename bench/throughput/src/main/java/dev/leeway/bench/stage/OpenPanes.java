package dev.leeway.bench.stage;

import dev.leeway.bench.traffic.EventStream;
import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import dev.leeway.bundle.Admission;
import dev.leeway.bundle.ModelDirectory;
import dev.leeway.bundle.ProfileBundle;
import dev.leeway.event.EventRow;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.reference.Reference;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Opens panes of one model in a task's bundle, each with more rows than its sketches take whole,
 * and prints what one more keeps of the heap, in bytes: the heap after collections with all panes
 * open, less that with one.
 */
final class OpenPanes implements ModelDirectory {

  private static final int PANES = 16;
  private static final int ROWS = 40_000;
  private static final Duration PANE = Duration.ofMinutes(1);

  /** A second collection takes what the first has let go of. */
  private static final int COLLECTIONS = 3;

  private final EventStream events;
  private final PredictionDecoders decoder;
  private final EventRow row = new EventRow();
  private final Monitor monitor;
  private final Reference reference;
  private long number;

  private OpenPanes(StageOrder order) {
    SchemaRegistry registry = new MemorySchemaRegistry();
    Workload alone = new Workload(Form.TYPED, order.workload().columns(), 1, 1, 1);
    ModelRef model = alone.model(0);
    events = new EventStream(alone, registry, order.topics());
    decoder = new PredictionDecoders(registry, List.of());
    monitor = Monitor.withDefaults(model.name());
    reference = events.reference(model);
  }

  static RunningStage measure(StageOrder order) {
    System.out.println(new OpenPanes(order).bytesPerPane());
    return () -> {};
  }

  private long bytesPerPane() {
    ProfileBundle bundle = new ProfileBundle(0, 1, this);
    fill(bundle, 0);
    long one = heapInUse();
    for (int pane = 1; pane <= PANES; pane++) {
      fill(bundle, pane);
    }
    long all = heapInUse();
    if (bundle.profiles() != PANES + 1) throw new IllegalStateException("panes were lost");
    return (all - one) / PANES;
  }

  private void fill(ProfileBundle bundle, int pane) {
    Instant time = Instant.EPOCH.plus(PANE.multipliedBy(pane));
    for (int i = 0; i < ROWS; i++) {
      byte[] event = events.event(number++, time);
      try {
        decoder.decode(event, 0, event.length, row);
      } catch (Undecodable e) {
        throw new IllegalStateException("an event that we wrote", e);
      }
      if (bundle.add(row, time.toEpochMilli()) != Admission.ADMITTED) {
        throw new IllegalStateException("an event was not counted");
      }
    }
  }

  private static long heapInUse() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public Optional<Monitor> monitor(String model) {
    return Optional.of(monitor);
  }

  @Override
  public Optional<Reference> reference(ModelRef model, Instant paneStart) {
    return Optional.of(reference);
  }
}
