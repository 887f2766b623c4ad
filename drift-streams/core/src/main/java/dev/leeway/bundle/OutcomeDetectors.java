package dev.leeway.bundle;

import dev.leeway.detector.Detector;
import dev.leeway.detector.DetectorKind;
import dev.leeway.detector.Signal;
import dev.leeway.labels.Contribution;
import dev.leeway.labels.KeptSeries;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.RankingLayout;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.profile.Envelope;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Detectors of one task: each watches the errors of a model version's labelled predictions in the
 * order in which labels have found theirs. A label is seen once, when its prediction first has one;
 * corrections do not rewrite what was seen. What detectors remember is kept in the store of the
 * join, with what they have seen. For one thread.
 */
final class OutcomeDetectors {

  private static final int VERSION = 1;

  private final CountedStore store;
  private final OutcomeTally tally;
  private final Map<Integer, Watch> watches = new HashMap<>();
  private final Set<Integer> changed = new HashSet<>();
  private long damaged;

  /** Of one version and layout. */
  private static final class Watch {

    private final Map<DetectorKind, Detector> detectors = new EnumMap<>(DetectorKind.class);

    /** Those that warn now. */
    private final Set<DetectorKind> warning = EnumSet.noneOf(DetectorKind.class);
  }

  /** Goes on with what the store holds. */
  OutcomeDetectors(CountedStore store, OutcomeTally tally) {
    this.store = store;
    this.tally = tally;
    store.eachWatched(this::restore);
  }

  /** What one record did; of several contributions, those that are the first label of an id. */
  void take(
      String model, Set<DetectorKind> kinds, List<Contribution> contributions, KeptSeries series) {
    if (kinds.isEmpty()) return;
    boolean corrects =
        contributions.stream().anyMatch(one -> one.sign() < 0 && one.truth().isPresent());
    if (corrects) return;
    for (Contribution one : contributions) {
      if (one.truth().isEmpty()) continue;
      // The first series is the whole.
      int number = one.series().get(0);
      PerformanceLayout layout = series.of(number);
      // Of rankings no label alone is an error.
      if (layout instanceof RankingLayout) continue;
      double error = new Outcome(one.answer(), one.truth().getAsDouble()).error();
      Watch watch = watches.computeIfAbsent(number, unseen -> new Watch());
      for (DetectorKind kind : kinds) {
        if (kind.watchesClassesOnly() && layout instanceof RegressionLayout) continue;
        update(model, watch, kind, error);
      }
      changed.add(number);
    }
  }

  private void update(String model, Watch watch, DetectorKind kind, double error) {
    Detector detector = watch.detectors.computeIfAbsent(kind, DetectorKind::make);
    Signal signal = detector.update(error);
    if (signal == Signal.DRIFT) tally.change(model, kind.key());
    if (signal != Signal.WARNING) watch.warning.remove(kind);
    else if (watch.warning.add(kind)) tally.warning(model, kind.key());
  }

  /** Keeps what has changed since the last call. */
  void keep() {
    for (int number : changed) {
      Watch watch = watches.get(number);
      if (watch != null) store.keepWatched(number, encode(watch));
    }
    changed.clear();
  }

  /** How many states were given up since the last call because their bytes were damaged. */
  long takeDamaged() {
    long count = damaged;
    damaged = 0;
    return count;
  }

  private static byte[] encode(Watch watch) {
    PayloadWriter out = new PayloadWriter().count(watch.detectors.size());
    watch.detectors.forEach(
        (kind, detector) -> {
          out.text(kind.key()).count(watch.warning.contains(kind) ? 1 : 0);
          PayloadWriter own = new PayloadWriter();
          detector.writeTo(own);
          out.bytes(own.toBytes());
        });
    return Envelope.seal(Envelope.Kind.DETECTORS, VERSION, out.toBytes());
  }

  private void restore(byte[] name, byte[] value) {
    try {
      int number = ByteBuffer.wrap(name, 1, Integer.BYTES).getInt();
      watches.put(number, decode(value));
    } catch (CorruptStateException | IllegalArgumentException e) {
      // It watches on, and has seen nothing.
      damaged++;
    }
  }

  private static Watch decode(byte[] value) {
    PayloadReader in = new PayloadReader(Envelope.open(Envelope.Kind.DETECTORS, VERSION, value));
    Watch watch = new Watch();
    for (int left = in.size(); left > 0; left--) {
      String key = in.text();
      boolean warning = in.count() != 0;
      PayloadReader own = new PayloadReader(in.bytes());
      DetectorKind.ofKey(key)
          .ifPresent(
              kind -> {
                Detector detector = kind.make();
                detector.readFrom(own);
                own.end();
                watch.detectors.put(kind, detector);
                if (warning) watch.warning.add(kind);
              });
    }
    in.end();
    return watch;
  }
}
