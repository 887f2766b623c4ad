package dev.leeway.drift;

import dev.leeway.profile.SpecialBin;
import java.util.ArrayList;
import java.util.List;

/**
 * How strongly counts speak against "these rows come from the reference's distribution": an
 * e-process, so that P(it ever reaches 1/a) is at most a whenever they do, however many rows there
 * are and however often one looks.
 *
 * <p>For every event that the cells can express (a value at or below a grid point, a value in a
 * group of bins, a category, a special bin) the likelihood of the counts under a mixture over all
 * shares is divided by their largest likelihood under a share that the reference leaves possible.
 * The mixture is a beta distribution round the reference's share, worth {@value #PRIOR_ROWS} rows:
 * it is prompt for shifts of practical size and still finds any other. An event whose share is one
 * that the reference leaves possible counts as no evidence, which only lowers the process. The
 * weighted average over the events is an e-process again, because each is one; a constant takes
 * part in it with a tenth, so that silence never falls far below one.
 *
 * <p>What the reference leaves possible, with probability 1 - alpha for all events at once: half of
 * alpha pays for Chernoff bounds on each event, half for the Dvoretzky-Kiefer-Wolfowitz band (with
 * Massart's constant) round the cumulative shares. Grid points are values of the reference itself;
 * the band holds at all points at once, and the bounds are paid for every interval between two of
 * its n values. Categories are those the reference saw: what it did not see has {@linkplain
 * UnseenCategories its own bound}.
 */
final class Evidence {

  /** Rows that the prior's trust in the reference's share is worth. */
  static final double PRIOR_ROWS = 20;

  /** Weight of the constant 1. */
  private static final double REST = 0.1;

  /** Cumulative points and groups that a grid is looked at by. */
  private static final int GROUPS = 20;

  /** More than the sums of logarithms lose for each row that they are of. */
  private static final double ROUNDING = 1e-9;

  private static final double LN_10 = StrictMath.log(10);

  private final long[] reference;
  private final int specials;
  private final int[] groups;
  private final List<Event> events;

  /** Of the reference's cells, the ends of groups they were made by, and what is looked at. */
  private Evidence(Distribution cells, int[] groups, List<Event> events) {
    this.reference = new long[cells.bins()];
    for (int cell = 0; cell < reference.length; cell++) {
      reference[cell] = cells.count(cell);
    }
    this.specials = cells.bins() - cells.regular();
    this.groups = groups;
    this.events = List.copyOf(events);
  }

  /** Falling into cells from (inclusive) to end (exclusive), and the coin held against it. */
  private record Event(int from, int end, double weight, Coin coin) {}

  /**
   * For bins in order: cumulative points and groups.
   *
   * @param alpha chance that the reference misleads by more than is allowed for, in (0, 1)
   */
  static Evidence ordered(Distribution reference, double alpha) {
    double n = Math.max(2, reference.total());
    double penalty = StrictMath.log(2 * n * n / (alpha / 2));
    double band = StrictMath.sqrt(StrictMath.log(2 / (alpha / 2)) / (2.0 * reference.total()));
    int[] groups = reference.equalGroups(GROUPS);
    Distribution cells = reference.grouped(groups);
    List<Event> events = new ArrayList<>();
    double points = Math.max(1, cells.regular() - 1);
    for (int cell = 0; cell < cells.regular(); cell++) {
      events.add(
          new Event(
              cell,
              cell + 1,
              0.25 * (1 - REST) / cells.regular(),
              banded(cells, cell, cell + 1, penalty, 2 * band)));
      if (cell > 0) {
        events.add(
            new Event(0, cell, 0.5 * (1 - REST) / points, banded(cells, 0, cell, penalty, band)));
      }
    }
    addSpecials(cells, 0.25 * (1 - REST), penalty, events);
    return new Evidence(cells, groups, events);
  }

  /** For bins without order: each by itself. */
  static Evidence unordered(Distribution reference, double alpha) {
    // A union over the categories that were seen, of which there are no more than rows.
    double bins = Math.max(reference.bins(), reference.total());
    double penalty = StrictMath.log(2 * bins / alpha);
    List<Event> events = new ArrayList<>();
    double weight = 0.5 * (1 - REST) / reference.regular();
    for (int bin = 0; bin < reference.regular(); bin++) {
      // The most frequent come first, and of rare ones many are equally so.
      boolean asBefore = bin > 0 && reference.count(bin) == reference.count(bin - 1);
      Coin coin =
          asBefore
              ? events.get(bin - 1).coin
              : coin(reference, bin, bin + 1, allowed(reference, bin, bin + 1, penalty));
      events.add(new Event(bin, bin + 1, weight, coin));
    }
    addSpecials(reference, 0.5 * (1 - REST), penalty, events);
    return new Evidence(reference, new int[0], events);
  }

  /** The counts of a distribution on the same bins in the cells that are looked at. */
  long[] cells(Distribution current) {
    Distribution grouped = groups.length == 0 ? current : current.grouped(groups);
    long[] cells = new long[grouped.bins()];
    for (int cell = 0; cell < cells.length; cell++) {
      cells[cell] = grouped.count(cell);
    }
    return cells;
  }

  /** The reference's cells, as a copy. */
  long[] reference() {
    return reference.clone();
  }

  /** How many of the cells, the last ones, are special bins. */
  int specials() {
    return specials;
  }

  /** Decimal logarithm of the e-process at these cells; 0 for no rows. */
  double of(long[] cells) {
    return of(cells, 1);
  }

  /**
   * The same where every so many rows count as one.
   *
   * @param rowsPerBlock at least 1
   */
  double of(long[] cells, double rowsPerBlock) {
    long[] before = sums(cells);
    double n = before[cells.length] / rowsPerBlock;
    if (n == 0) return 0;
    double ofRows = LogGamma.of(n + PRIOR_ROWS + 1);
    LogSum sum = new LogSum();
    sum.add(REST, 0);
    for (Event event : events) {
      double k = (before[event.end] - before[event.from]) / rowsPerBlock;
      if (event.coin.explains(k, n)) continue;
      sum.add(event.weight, event.coin.log(k, n, ofRows));
    }
    return sum.log() / LN_10;
  }

  /**
   * Whether the e-process may reach so much at these cells: the average over events is at most that
   * of the strongest.
   *
   * @param evidence decimal logarithm, above 0
   */
  boolean mayReach(long[] cells, double rowsPerBlock, double evidence) {
    long[] before = sums(cells);
    double n = before[cells.length] / rowsPerBlock;
    if (n == 0) return false;
    double most = evidence * LN_10 - ROUNDING * (1 + n);
    if (!(most > 0)) return true;
    for (Event event : events) {
      double k = (before[event.end] - before[event.from]) / rowsPerBlock;
      if (!event.coin.explains(k, n) && event.coin.mayReach(k, n, most)) return true;
    }
    return false;
  }

  /** How many rows lie before each cell, and at last all. */
  private static long[] sums(long[] cells) {
    long[] before = new long[cells.length + 1];
    for (int cell = 0; cell < cells.length; cell++) {
      before[cell + 1] = before[cell] + cells[cell];
    }
    return before;
  }

  private static void addSpecials(
      Distribution cells, double weight, double penalty, List<Event> events) {
    double each = weight / (cells.bins() - cells.regular());
    for (int bin = cells.regular(); bin < cells.bins(); bin++) {
      ShareInterval allowed =
          cells.special(bin) == SpecialBin.NEW_CATEGORY
              ? UnseenCategories.allowed(cells, penalty)
              : allowed(cells, bin, bin + 1, penalty);
      events.add(new Event(bin, bin + 1, each, coin(cells, bin, bin + 1, allowed)));
    }
  }

  private static Coin banded(Distribution cells, int from, int end, double penalty, double band) {
    ShareInterval allowed = allowed(cells, from, end, penalty);
    return coin(cells, from, end, allowed.within(band, share(cells, from, end)));
  }

  private static Coin coin(Distribution cells, int from, int end, ShareInterval allowed) {
    return Coin.of(share(cells, from, end), allowed, PRIOR_ROWS);
  }

  private static double share(Distribution cells, int from, int end) {
    return cells.total() == 0 ? 0 : (double) cells.sum(from, end) / cells.total();
  }

  private static ShareInterval allowed(Distribution cells, int from, int end, double penalty) {
    return ShareInterval.chernoff(cells.sum(from, end), cells.total(), penalty);
  }

  /** ln of a weighted sum of numbers given by their logarithms. */
  private static final class LogSum {

    private double largest = Double.NEGATIVE_INFINITY;
    private double scaled;

    void add(double weight, double log) {
      if (log <= largest) {
        scaled += weight * StrictMath.exp(log - largest);
      } else {
        scaled = scaled * StrictMath.exp(largest - log) + weight;
        largest = log;
      }
    }

    double log() {
      return largest + StrictMath.log(scaled);
    }
  }
}
