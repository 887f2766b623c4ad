package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.profile.TextScan.TokenSink;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts a column of text, all its facets in one look. For one thread. */
final class TextCounter implements Counter {

  /** Of all facets, the length in code points among them. */
  private final Map<Facet, NumericCounter> facets;

  private final NumericCounter lengths;
  private final @Nullable PatternCheck check;
  private final TextScan scan = new TextScan();
  private final TokenSink tokens;
  private long unseenTokens;
  private long mismatched;

  /**
   * @param others counters of the other facets, which are built and cleared at their own places
   * @param known which tokens the reference knows
   */
  TextCounter(
      NumericCounter lengths,
      Map<Facet, NumericCounter> others,
      Known known,
      @Nullable PatternCheck check) {
    this.lengths = lengths;
    this.check = check;
    facets = new EnumMap<>(Facet.class);
    facets.putAll(others);
    facets.put(Facet.VALUE, lengths);
    tokens =
        hash -> {
          if (!known.isKnown(hash)) unseenTokens++;
        };
  }

  /** Says which tokens are known. */
  @FunctionalInterface
  interface Known {
    boolean isKnown(long hash);
  }

  @Override
  public void count(RowSlots slots, int slot, PendingRows pending) {
    for (int i = 0; i < pending.size(); i++) {
      int row = pending.rows()[i];
      int word = slots.word(row, slot);
      if (word < RowSlots.WRONG) look(slots.texts(), RowSlots.spanOf(word));
      for (Facet facet : facets.keySet()) {
        slots.scratch(facet)[row] =
            word == RowSlots.MISSING
                ? Cells.MISSING
                : word == RowSlots.WRONG ? Cells.WRONG : Cells.of(value(facet));
      }
    }
    facets.forEach(
        (facet, counter) ->
            counter.count(new NumericCounter.Column(slots.scratch(facet), 0, 1), pending));
  }

  private void look(Spans texts, int text) {
    byte[] bytes = texts.bytes();
    unseenTokens = 0;
    scan.scan(bytes, texts.offset(text), texts.length(text), tokens);
    if (check != null
        && check.isMismatch(new String(bytes, texts.offset(text), texts.length(text), UTF_8))) {
      mismatched++;
    }
  }

  /** Of the text looked at last. */
  private double value(Facet facet) {
    return switch (facet) {
      case VALUE -> scan.codePoints();
      case TOKENS -> scan.tokens();
      case UNSEEN -> scan.tokens() == 0 ? 0 : (double) unseenTokens / scan.tokens();
      default -> scan.share(facet);
    };
  }

  @Override
  public NumericProfile build() {
    return lengths.build().with(new NumericProfile.Extra(mismatched, VectorSums.NONE));
  }

  @Override
  public void clear() {
    lengths.clear();
    mismatched = 0;
  }
}
