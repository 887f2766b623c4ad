package dev.leeway.merge;

import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.sketch.CorruptStateException;
import dev.leeway.window.Tide;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a {@link WindowBook} and a {@link PerformanceBook} what a {@link BufferedJournal} wrote.
 * For one thread.
 */
public final class JournalReplay {

  private final WindowBook book;
  private final PerformanceBook performance;
  private final List<Damage> damage = new ArrayList<>();

  public JournalReplay(WindowBook book, PerformanceBook performance) {
    this.book = book;
    this.performance = performance;
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
        case JournalFormat.ERRORS -> performance.restore(JournalFormat.evidenceKey(fields), value);
        case JournalFormat.FLOOR ->
            book.restore(JournalFormat.name(fields), JournalFormat.decodeTime(value));
        case JournalFormat.TIDE -> take(JournalFormat.decodeTide(value));
        case JournalFormat.OUTCOMES -> takeOutcomes(JournalFormat.paneKey(fields), value);
        case JournalFormat.SLICE -> takeSlice(JournalFormat.paneKey(fields), value);
        case JournalFormat.LAST_TOLD ->
            performance.restore(JournalFormat.name(fields), JournalFormat.decodeTime(value));
        case JournalFormat.LABELS ->
            performance.restoreLabels(
                Integer.parseInt(JournalFormat.name(fields)), JournalFormat.decodeTime(value));
        case JournalFormat.PERFORMANCE, JournalFormat.ESTIMATE ->
            performance.restore(
                JournalFormat.kind(fields[0]),
                JournalFormat.windowKey(fields),
                JournalFormat.decodeMark(value));
        default -> throw new CorruptStateException("no such kind");
      }
    } catch (CorruptStateException | IllegalArgumentException e) {
      // Without its mark a window is told once more; without its tide a partition tells anew;
      // without a moment of evidence later evidence starts elsewhere.
      damage.add(
          new Damage(kind(fields[0]), "an entry was damaged and is left out: " + e.getMessage()));
    }
  }

  /**
   * Ends the replay.
   *
   * @return the entries that could not be read
   */
  public List<Damage> finish() {
    book.settle();
    performance.settle();
    return List.copyOf(damage);
  }

  private void take(Tide tide) {
    book.restore(tide);
    performance.restore(tide);
  }

  private void takeOutcomes(PaneKey key, byte[] value) {
    try {
      performance.restore(key, PerformanceProfileCodec.decode(value));
    } catch (CorruptStateException | IllegalArgumentException e) {
      damage.add(
          new Damage("outcomes", key + " is damaged, its windows are UNKNOWN: " + e.getMessage()));
      performance.restoreDamaged(key);
    }
  }

  private void takeSlice(PaneKey key, byte[] value) {
    try {
      performance.restoreSlice(key, PerformanceProfileCodec.decode(value));
    } catch (CorruptStateException | IllegalArgumentException e) {
      damage.add(
          new Damage("outcomes", key + " is damaged, its windows are UNKNOWN: " + e.getMessage()));
      performance.restoreDamagedSlice(key);
    }
  }

  private void takePane(PaneKey key, byte[] value) {
    try {
      book.restore(key, ProfileCodec.decode(value));
    } catch (CorruptStateException | IllegalArgumentException e) {
      damage.add(
          new Damage("pane", key + " is damaged, its windows are UNKNOWN: " + e.getMessage()));
      book.restoreDamaged(key);
    }
  }

  /** What entries of the kind hold, as a word for metrics. */
  private static String kind(String code) {
    return switch (code) {
      case JournalFormat.PANE -> "pane";
      case JournalFormat.WINDOW -> "window";
      case JournalFormat.EVIDENCE, JournalFormat.ERRORS -> "evidence";
      case JournalFormat.FLOOR, JournalFormat.LAST_TOLD -> "floor";
      case JournalFormat.TIDE, JournalFormat.LABELS -> "tide";
      case JournalFormat.OUTCOMES, JournalFormat.SLICE -> "outcomes";
      case JournalFormat.PERFORMANCE, JournalFormat.ESTIMATE -> "window";
      default -> "other";
    };
  }

  /**
   * An entry that could not be read.
   *
   * @param kind {@code pane}, {@code window}, {@code evidence}, {@code floor}, {@code tide}, {@code
   *     outcomes} or {@code other}
   * @param sentence what is lost with it
   */
  public record Damage(String kind, String sentence) {}
}
