package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.profile.TextScan.TokenSink;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts a column of text, all its facets in one look. For one thread. */
final class TextCounter implements Counter {

  private static final Facet[] SHARES = {
    Facet.LETTERS, Facet.DIGITS, Facet.PUNCTUATION, Facet.WHITESPACE, Facet.OTHER
  };

  private final NumericCounter lengths;
  private final Map<Facet, NumericCounter> facets;
  private final @Nullable NumericCounter unseen;
  private final @Nullable PatternCheck check;
  private final TextScan scan = new TextScan();
  private final TokenSink tokens;
  private long unseenTokens;
  private long mismatched;

  /**
   * @param facets counters of the other facets, which are built and cleared at their own places
   * @param known which tokens the reference knows
   */
  TextCounter(
      NumericCounter lengths,
      Map<Facet, NumericCounter> facets,
      Known known,
      @Nullable PatternCheck check) {
    this.lengths = lengths;
    this.facets = facets;
    this.check = check;
    unseen = facets.get(Facet.UNSEEN);
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

  void add(byte[] bytes, int offset, int length) {
    unseenTokens = 0;
    scan.scan(bytes, offset, length, tokens);
    lengths.add(scan.codePoints());
    NumericCounter count = facets.get(Facet.TOKENS);
    if (count != null) count.add(scan.tokens());
    if (unseen != null) {
      unseen.add(scan.tokens() == 0 ? 0 : (double) unseenTokens / scan.tokens());
    }
    for (Facet facet : SHARES) {
      NumericCounter share = facets.get(facet);
      if (share != null) share.add(scan.share(facet));
    }
    if (check != null && check.isMismatch(new String(bytes, offset, length, UTF_8))) {
      mismatched++;
    }
  }

  @Override
  public void addWrongType() {
    lengths.addWrongType();
    facets.values().forEach(NumericCounter::addWrongType);
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
