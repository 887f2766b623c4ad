package dev.leeway.streams;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When the processors of one job ask for a commit: as often as is usual, but so seldom that handing
 * on takes no more than a tenth of the time. A job of very many models would else do little but
 * hand on profiles of a few rows each. Where a verdict waits for it there is one sooner. Kafka
 * Streams' own interval is the most. Safe for many threads.
 */
final class CommitPace {

  /** How many times as long as handing on all of it takes at least. */
  private static final int SHARE = 10;

  /** How many times as long as usual it may take until the next commit. */
  private static final int STRETCH = 10;

  /** But no longer than this for that reason: readers of what is committed wait so long. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** How many times, in the usual time from one commit to the next, it is asked whether it is. */
  private static final int LOOKS = 10;

  private static final Duration SHORTEST_LOOK = Duration.ofMillis(10);

  /** Tasks that hand on so soon after one another do so for one commit. */
  private static final long TOGETHER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Duration usual;
  private final LongSupplier nanoClock;
  private long begun;
  private long ended;
  private long tookNanos;
  private boolean any;
  private boolean hurried;

  /**
   * @param usual from one commit to the next
   */
  CommitPace(Duration usual, LongSupplier nanoClock) {
    this.usual = usual;
    this.nanoClock = nanoClock;
  }

  /** How often to ask {@link #isDue}. */
  Duration look() {
    Duration look = usual.dividedBy(LOOKS);
    return look.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : look;
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
      hurried = false;
    }
    tookNanos += to - from;
    ended = to;
  }

  /** Says that somebody waits for the next commit; they wait no longer than is usual. */
  synchronized void hurry() {
    hurried = true;
  }

  /** Whether it is time for the next commit. */
  synchronized boolean isDue() {
    if (!any) return true;
    long share = SHARE * tookNanos;
    // Committing stops all work: twice as often as is usual is as often as it may be.
    long most = usual.toNanos();
    long wait = hurried ? Math.min(most, Math.max(most / 2, share)) : Math.max(most, share);
    return nanoClock.getAsLong() - begun >= wait;
  }
}
