package dev.leeway.drift;

import dev.leeway.profile.SpecialBin;
import java.util.ArrayList;
import java.util.List;

/**
 * How strongly a window's counts speak against "these rows come from the reference's distribution":
 * an e-value, so that P(evidence at least 1/a) is at most a whenever they do, at any sample size.
 *
 * <p>For every event that the bins can express (a value at or below a grid point, a value in a
 * group of bins, a category, a special bin) the likelihood of the counts under a mixture over all
 * shares (Beta(1/2, 1/2), after Krichevsky and Trofimov) is divided by their largest likelihood
 * under a share that the reference leaves possible. The average over the events is an e-value
 * again, because each is one.
 *
 * <p>What the reference leaves possible, with probability 1 - alpha for all events at once: half of
 * alpha pays for Chernoff bounds on each event, half for the Dvoretzky-Kiefer-Wolfowitz band (with
 * Massart's constant) round the cumulative shares. Grid points are values of the reference itself;
 * the band holds at all points at once, and the bounds are paid for every interval between two of
 * its n values. Categories are those the reference saw: what it did not see has {@linkplain
 * UnseenCategories its own bound}.
 */
final class Evidence {

  private static final double LOG_BETA_HALF = LogGamma.beta(0.5, 0.5);
  private static final double LN_10 = StrictMath.log(10);

  /** Cumulative points and groups that a grid is looked at by. */
  private static final int GROUPS = 20;

  private final List<Event> events;

  private Evidence(List<Event> events) {
    this.events = List.copyOf(events);
  }

  /**
   * Falling into bins from (inclusive) to end (exclusive), and what the reference allows for it.
   */
  private record Event(int from, int end, ShareInterval allowed) {}

  /**
   * For bins in order: cumulative points and groups.
   *
   * @param alpha chance that the reference misleads by more than is allowed for, in (0, 1)
   */
  static Evidence ordered(Distribution reference, double alpha) {
    double n = Math.max(2, reference.total());
    double penalty = StrictMath.log(2 * n * n / (alpha / 2));
    double band = StrictMath.sqrt(StrictMath.log(2 / (alpha / 2)) / (2.0 * reference.total()));
    List<Event> events = new ArrayList<>();
    int from = 0;
    for (int end : reference.equalGroups(GROUPS)) {
      events.add(banded(reference, from, end, penalty, 2 * band));
      if (from > 0) events.add(banded(reference, 0, from, penalty, band));
      from = end;
    }
    addSpecials(reference, penalty, events);
    return new Evidence(events);
  }

  /** For bins without order: each by itself. */
  static Evidence unordered(Distribution reference, double alpha) {
    // A union over the categories that were seen, of which there are no more than rows.
    double bins = Math.max(reference.bins(), reference.total());
    double penalty = StrictMath.log(2 * bins / alpha);
    List<Event> events = new ArrayList<>();
    for (int bin = 0; bin < reference.regular(); bin++) {
      events.add(new Event(bin, bin + 1, allowed(reference, bin, bin + 1, penalty)));
    }
    addSpecials(reference, penalty, events);
    return new Evidence(events);
  }

  /** Decimal logarithm of the e-value of these counts; 0 for no rows. */
  double of(Distribution current) {
    LogMean mean = new LogMean();
    for (Event event : events) {
      mean.add(ofCoin(current.sum(event.from, event.end), current.total(), event.allowed));
    }
    return mean.log() / LN_10;
  }

  private static void addSpecials(Distribution reference, double penalty, List<Event> events) {
    for (int bin = reference.regular(); bin < reference.bins(); bin++) {
      ShareInterval allowed =
          reference.special(bin) == SpecialBin.NEW_CATEGORY
              ? UnseenCategories.allowed(reference, penalty)
              : allowed(reference, bin, bin + 1, penalty);
      events.add(new Event(bin, bin + 1, allowed));
    }
  }

  private static Event banded(
      Distribution reference, int from, int end, double penalty, double band) {
    double share =
        reference.total() == 0 ? 0 : (double) reference.sum(from, end) / reference.total();
    return new Event(from, end, allowed(reference, from, end, penalty).within(band, share));
  }

  private static ShareInterval allowed(Distribution reference, int from, int end, double penalty) {
    return ShareInterval.chernoff(reference.sum(from, end), reference.total(), penalty);
  }

  /** Natural logarithm of the e-value of k heads in n throws against a coin within the interval. */
  static double ofCoin(long k, long n, ShareInterval allowed) {
    if (n == 0) return 0;
    double best = Math.max(allowed.low(), Math.min(allowed.high(), (double) k / n));
    double mixture = LogGamma.beta(k + 0.5, n - k + 0.5) - LOG_BETA_HALF;
    return mixture - times(k, best) - times(n - k, 1 - best);
  }

  /** k ln p, with 0 ln 0 = 0. */
  private static double times(long k, double p) {
    return k == 0 ? 0 : k * StrictMath.log(p);
  }

  /** ln of the mean of numbers given by their logarithms. */
  private static final class LogMean {

    private double largest = Double.NEGATIVE_INFINITY;
    private double scaled;
    private int count;

    void add(double log) {
      count++;
      if (log <= largest) {
        scaled += StrictMath.exp(log - largest);
      } else {
        scaled = scaled * StrictMath.exp(largest - log) + 1;
        largest = log;
      }
    }

    double log() {
      return count == 0 ? 0 : largest + StrictMath.log(scaled / count);
    }
  }
}
