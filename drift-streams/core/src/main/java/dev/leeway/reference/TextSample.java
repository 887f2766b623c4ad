package dev.leeway.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ByteDictionary;
import dev.leeway.event.NumberText;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.TextScan;
import dev.leeway.profile.TimeText;
import dev.leeway.profile.Vocabulary;
import dev.leeway.sketch.DistinctSketch;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one column: whether they are times or free text rather than categories, and what a
 * layout needs of them if so. Sees every text; what the first ones rule out is not looked at again.
 */
final class TextSample {

  /** Texts after which it is looked whether they may be times or free text. */
  private static final int FIRST_LOOK = 256;

  /** Share of texts that are times in a column of times. */
  private static final double TIMES = 0.95;

  /** What free text is: long, with spaces, and mostly each its own. */
  private static final int LONG = 20;

  private static final int SPACES = 2;
  private static final double OWN = 0.5;

  private final TextScan scan = new TextScan();
  private final NumberSample lengths;
  private final NumberSample tokens;
  private final NumberSample times;
  private final TokenCount words = new TokenCount();
  private final DistinctSketch distinct = new DistinctSketch();
  private final @Nullable ColumnKind override;
  private boolean perhapsText = true;
  private boolean perhapsTimes = true;
  private int texts;
  private long timesSeen;
  private long codePoints;
  private long spaces;

  /**
   * @param kept numbers kept at most of each facet
   * @param override the kind that the column is said to have
   */
  TextSample(int kept, @Nullable ColumnKind override) {
    lengths = new NumberSample(kept);
    tokens = new NumberSample(kept);
    times = new NumberSample(kept);
    this.override = override;
    if (override != null) {
      perhapsText = override == ColumnKind.TEXT;
      perhapsTimes = override == ColumnKind.TIMESTAMP;
    }
  }

  void add(String text) {
    if (!perhapsText && !perhapsTimes) return;
    byte[] bytes = text.getBytes(UTF_8);
    texts++;
    if (perhapsTimes) addTime(bytes);
    if (perhapsText) addText(bytes);
    if (texts == FIRST_LOOK && override == null) {
      perhapsTimes = areTimes();
      perhapsText = areFreeText();
    }
  }

  /** A number in a column that is said to hold times or text. */
  void add(double number) {
    if (override == ColumnKind.TIMESTAMP) times.add(number);
    else if (override == ColumnKind.TEXT) add(NumberText.of(number));
  }

  /** The kind of the texts if it is not that of categories. */
  Optional<ColumnKind> kind() {
    if (perhapsTimes && areTimes()) return Optional.of(ColumnKind.TIMESTAMP);
    return perhapsText && areFreeText() ? Optional.of(ColumnKind.TEXT) : Optional.empty();
  }

  ReferenceGrid lengths() {
    return lengths.grid();
  }

  ReferenceGrid tokens() {
    return tokens.grid();
  }

  ReferenceGrid times() {
    return times.grid();
  }

  Vocabulary vocabulary() {
    return words.vocabulary();
  }

  private void addTime(byte[] bytes) {
    long millis = TimeText.millis(bytes, 0, bytes.length);
    if (millis == TimeText.NONE) return;
    timesSeen++;
    times.add((double) millis);
  }

  private void addText(byte[] bytes) {
    scan.scan(bytes, 0, bytes.length, hash -> words.add(hash, texts));
    lengths.add(scan.codePoints());
    tokens.add(scan.tokens());
    codePoints += scan.codePoints();
    spaces += scan.whitespace();
    distinct.add(ByteDictionary.hash(bytes, 0, bytes.length));
  }

  private boolean areTimes() {
    return texts > 0 && timesSeen >= TIMES * texts;
  }

  private boolean areFreeText() {
    return texts > 0
        && codePoints >= (long) LONG * texts
        && spaces >= (long) SPACES * texts
        && distinct.estimate() > OWN * texts;
  }
}
