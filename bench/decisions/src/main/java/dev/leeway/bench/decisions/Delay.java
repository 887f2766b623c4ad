package dev.leeway.bench.decisions;

import java.util.Arrays;
import java.util.OptionalLong;

/**
 * How many events a rule needs to find a drift, from the onset to the end of the window that
 * alarms.
 *
 * @param goodEvents events without drift before the onset
 * @param rows rows per window
 * @param repetitions streams that were shown
 * @param alarmedBefore share of streams in which the rule cried before the onset; they do not enter
 *     the rest
 * @param found share of the other streams in which the drift was found
 * @param medianEvents median delay, streams in which nothing was found counting as longest; empty
 *     if that is one of them, or if there are no streams
 */
record Delay(
    String rule,
    String shift,
    int goodEvents,
    int rows,
    int repetitions,
    double alarmedBefore,
    double found,
    OptionalLong medianEvents) {

  /** Outcomes of trials that are not a delay. */
  static final long NOT_FOUND = Long.MAX_VALUE;

  static final long ALARMED_BEFORE = -1;

  /** What is known of the trials before their outcomes. */
  record Setting(Rule rule, Shift shift, int goodEvents, int rows) {}

  static Delay of(Setting setting, long[] outcomes) {
    long[] delays =
        Arrays.stream(outcomes).filter(outcome -> outcome != ALARMED_BEFORE).sorted().toArray();
    long found = Arrays.stream(delays).filter(delay -> delay != NOT_FOUND).count();
    // The lower of the two in the middle would flatter; the upper one does not.
    long median = delays.length == 0 ? NOT_FOUND : delays[delays.length / 2];
    return new Delay(
        setting.rule.name(),
        setting.shift.name(),
        setting.goodEvents,
        setting.rows,
        outcomes.length,
        1 - (double) delays.length / outcomes.length,
        delays.length == 0 ? 0 : (double) found / delays.length,
        median == NOT_FOUND ? OptionalLong.empty() : OptionalLong.of(median));
  }
}
