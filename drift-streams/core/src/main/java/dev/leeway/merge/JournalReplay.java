package dev.leeway.merge;

import dev.leeway.profile.ProfileCodec;
import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.List;

/** Tells a {@link WindowBook} what a {@link BufferedJournal} wrote. For one thread. */
public final class JournalReplay {

  private final WindowBook book;
  private final List<String> damage = new ArrayList<>();

  public JournalReplay(WindowBook book) {
    this.book = book;
  }

  /** Takes one entry in, in any order. */
  public void take(String key, byte[] value) {
    String[] fields = JournalFormat.fields(key);
    try {
      switch (fields[0]) {
        case JournalFormat.PANE -> takePane(JournalFormat.paneKey(fields), value);
        case JournalFormat.WINDOW ->
            book.restore(JournalFormat.windowKey(fields), JournalFormat.decodeMark(value));
        case JournalFormat.EVIDENCE -> book.restore(JournalFormat.evidenceKey(fields), value);
        case JournalFormat.FLOOR -> book.restore(fields[1], JournalFormat.decodeFloor(value));
        case JournalFormat.TIDE -> book.restore(JournalFormat.decodeTide(value));
        default -> throw new CorruptStateException("no such kind");
      }
    } catch (CorruptStateException | IllegalArgumentException e) {
      // Without its mark a window is told once more; without its tide a partition tells anew;
      // without a moment of evidence later evidence starts elsewhere.
      damage.add(
          "an entry of kind %s is damaged and was left out: %s"
              .formatted(fields[0], e.getMessage()));
    }
  }

  /**
   * Ends the replay.
   *
   * @return a sentence for each entry that could not be read
   */
  public List<String> finish() {
    book.settle();
    return List.copyOf(damage);
  }

  private void takePane(PaneKey key, byte[] value) {
    try {
      book.restore(key, ProfileCodec.decode(value));
    } catch (CorruptStateException e) {
      damage.add(
          "state of %s is damaged, its windows are UNKNOWN: %s".formatted(key, e.getMessage()));
      book.restoreDamaged(key);
    }
  }
}
