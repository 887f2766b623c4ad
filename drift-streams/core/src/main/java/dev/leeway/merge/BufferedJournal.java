package dev.leeway.merge;

import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A {@link WindowBook} as entries of a key-value store: keys are text, values are sealed bytes, the
 * same on every engine. A pane that many partials reach between two checkpoints is encoded and
 * written once, by {@link #write}. For one thread.
 */
public final class BufferedJournal implements MergeJournal {

  /** What changed since the last write; null means gone. */
  private final Map<String, @Nullable Supplier<byte[]>> changes = new HashMap<>();

  /** Where entries are kept. */
  public interface Entries {

    void put(String key, byte[] value);

    void remove(String key);
  }

  @Override
  public void pane(PaneKey key, Profile profile) {
    changes.put(JournalFormat.text(key), () -> ProfileCodec.encode(profile));
  }

  @Override
  public void forgetPane(PaneKey key) {
    changes.put(JournalFormat.text(key), null);
  }

  @Override
  public void damagedPane(PaneKey key) {
    changes.put(JournalFormat.text(key), JournalFormat::damage);
  }

  @Override
  public void window(WindowKey key, WindowMark mark) {
    changes.put(JournalFormat.text(key), () -> JournalFormat.encode(mark));
  }

  @Override
  public void forgetWindow(WindowKey key) {
    changes.put(JournalFormat.text(key), null);
  }

  @Override
  public void evidence(EvidenceKey key, byte[] sealed) {
    changes.put(JournalFormat.text(key), () -> sealed);
  }

  @Override
  public void forgetEvidence(EvidenceKey key) {
    changes.put(JournalFormat.text(key), null);
  }

  @Override
  public void floor(String model, Instant floor) {
    changes.put(JournalFormat.floorText(model), () -> JournalFormat.encode(floor));
  }

  @Override
  public void tide(Tide snapshot) {
    changes.put(JournalFormat.text(snapshot), () -> JournalFormat.encode(snapshot));
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
