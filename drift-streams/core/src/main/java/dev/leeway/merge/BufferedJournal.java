package dev.leeway.merge;

import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link WindowBook} and a {@link PerformanceBook} as entries of a key-value store: keys are
 * text, values are sealed bytes, the same on every engine. A pane that many partials reach between
 * two checkpoints is encoded and written once, by {@link #write}. For one thread.
 */
public final class BufferedJournal implements MergeJournal, PerformanceJournal {

  /** What changed since the last write; null means gone. */
  private final Map<String, @Nullable Supplier<byte[]>> changes = new HashMap<>();

  private final MarkJournal drift = new Marks(JournalFormat.WINDOW);
  private final EvidenceJournal columns = new Moments(JournalFormat.EVIDENCE);

  /** Marks of one kind of verdict. */
  private final class Marks implements MarkJournal {

    private final String kind;

    private Marks(String kind) {
      this.kind = kind;
    }

    @Override
    public void window(WindowKey key, WindowMark mark) {
      changes.put(JournalFormat.text(kind, key), () -> JournalFormat.encode(mark));
    }

    @Override
    public void forgetWindow(WindowKey key) {
      changes.put(JournalFormat.text(kind, key), null);
    }
  }

  /** Moments of one kind of evidence. */
  private final class Moments implements EvidenceJournal {

    private final String kind;

    private Moments(String kind) {
      this.kind = kind;
    }

    @Override
    public void evidence(EvidenceKey key, byte[] sealed) {
      changes.put(JournalFormat.text(kind, key), () -> sealed);
    }

    @Override
    public void forgetEvidence(EvidenceKey key) {
      changes.put(JournalFormat.text(kind, key), null);
    }
  }

  /** Where entries are kept. */
  public interface Entries {

    void put(String key, byte[] value);

    void remove(String key);
  }

  @Override
  public void pane(PaneKey key, Profile profile) {
    changes.put(JournalFormat.text(JournalFormat.PANE, key), () -> ProfileCodec.encode(profile));
  }

  @Override
  public void forgetPane(PaneKey key) {
    changes.put(JournalFormat.text(JournalFormat.PANE, key), null);
  }

  @Override
  public void damagedPane(PaneKey key) {
    changes.put(JournalFormat.text(JournalFormat.PANE, key), JournalFormat::damage);
  }

  @Override
  public void window(WindowKey key, WindowMark mark) {
    drift.window(key, mark);
  }

  @Override
  public void forgetWindow(WindowKey key) {
    drift.forgetWindow(key);
  }

  @Override
  public void outcomes(PaneKey key, PerformanceProfile profile) {
    changes.put(
        JournalFormat.text(JournalFormat.OUTCOMES, key),
        () -> PerformanceProfileCodec.encode(profile));
  }

  @Override
  public void forgetOutcomes(PaneKey key) {
    changes.put(JournalFormat.text(JournalFormat.OUTCOMES, key), null);
  }

  @Override
  public void damagedOutcomes(PaneKey key) {
    changes.put(JournalFormat.text(JournalFormat.OUTCOMES, key), JournalFormat::damage);
  }

  @Override
  public void slice(PaneKey key, PerformanceProfile decisions) {
    changes.put(
        JournalFormat.text(JournalFormat.SLICE, key),
        () -> PerformanceProfileCodec.encode(decisions));
  }

  @Override
  public void forgetSlice(PaneKey key) {
    changes.put(JournalFormat.text(JournalFormat.SLICE, key), null);
  }

  @Override
  public MarkJournal told(Verdict.Kind kind) {
    return new Marks(JournalFormat.marks(kind));
  }

  @Override
  public void lastTold(String model, Instant floor) {
    changes.put(
        JournalFormat.text(JournalFormat.LAST_TOLD, model), () -> JournalFormat.encode(floor));
  }

  @Override
  public void labelsRead(int sourcePartition, Instant at) {
    changes.put(
        JournalFormat.text(JournalFormat.LABELS, String.valueOf(sourcePartition)),
        () -> JournalFormat.encode(at));
  }

  @Override
  public void evidence(EvidenceKey key, byte[] sealed) {
    columns.evidence(key, sealed);
  }

  @Override
  public void forgetEvidence(EvidenceKey key) {
    columns.forgetEvidence(key);
  }

  @Override
  public EvidenceJournal errors() {
    return new Moments(JournalFormat.ERRORS);
  }

  @Override
  public void floor(String model, Instant floor) {
    changes.put(JournalFormat.text(JournalFormat.FLOOR, model), () -> JournalFormat.encode(floor));
  }

  @Override
  public void tide(Tide snapshot) {
    changes.put(
        JournalFormat.text(JournalFormat.TIDE, String.valueOf(snapshot.sourcePartition())),
        () -> JournalFormat.encode(snapshot));
  }

  /** Writes what has changed since the last call; to be called before each checkpoint. */
  public void write(Entries entries) {
    changes.forEach(
        (key, value) -> {
          if (value == null) entries.remove(key);
          else entries.put(key, value.get());
        });
    changes.clear();
  }
}
