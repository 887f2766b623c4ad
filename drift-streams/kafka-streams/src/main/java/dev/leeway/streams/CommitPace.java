package dev.leeway.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the processors of one job ask for a commit: as often as is usual, but so seldom that handing
 * on takes no more than a tenth of the time. A job of very many models would else do little but
 * hand on profiles of a few rows each. Kafka Streams' own interval is the most. Safe for many
 * threads.
 */
final class CommitPace {

  /** How many times as long as handing on all of it takes at least. */
  private static final int SHARE = 10;

  /** How many times as long as usual it may take until the next commit. */
  private static final int STRETCH = 5;

  /** But no longer than this for that reason: readers of what is committed wait so long. */
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** Tasks that hand on so soon after one another do so for one commit. */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Duration usual;
  private final LongSupplier nanoClock;
  private long begun;
  private long ended;
  private long tookNanos;
  private boolean any;

  /**
   * @param usual from one commit to the next
   */
  CommitPace(Duration usual, LongSupplier nanoClock) {
    this.usual = usual;
    this.nanoClock = nanoClock;
  }

  Duration usual() {
    return usual;
  }

  /** The time after which there is a commit though nobody has asked for one. */
  Duration longest() {
    Duration stretched = usual.multipliedBy(STRETCH);
    Duration longest = stretched.compareTo(LONGEST) < 0 ? stretched : LONGEST;
    return longest.compareTo(usual) < 0 ? usual : longest;
  }

  /** Hands on for a task before a commit. */
  void handOn(Runnable work) {
    long from = nanoClock.getAsLong();
    work.run();
    note(from, nanoClock.getAsLong());
  }

  private synchronized void note(long from, long to) {
    if (!any || from - ended > TOGETHER_NANOS) {
      begun = from;
      tookNanos = 0;
      any = true;
    }
    tookNanos += to - from;
    ended = to;
  }

  /** Whether it is time for the next commit. Who asks may be early by half of the usual time. */
  boolean isDue() {
    return isAfter(usual.toNanos() / 2);
  }

  /** Whether there is no harm in a commit now: something is waited for. */
  boolean mayBeEarly() {
    return isAfter(0);
  }

  private synchronized boolean isAfter(long nanos) {
    return !any || nanoClock.getAsLong() - begun >= Math.max(nanos, SHARE * tookNanos);
  }
}
