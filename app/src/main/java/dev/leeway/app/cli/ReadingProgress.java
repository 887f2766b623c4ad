package dev.leeway.app.cli;

import dev.leeway.app.rows.RowProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * A bar on the terminal while a large file is read or other long work is done; small ones are done
 * before it would show. For any thread.
 */
final class ReadingProgress implements RowProgress, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int WIDTH = 78;

  private final String task;
  private final boolean wanted;
  private final PrintStream terminal;
  private final LongSupplier nanoTime;
  private final long started;
  private @Nullable ProgressBar bar;

  /**
   * @param wanted whether anybody sees it
   */
  ReadingProgress(boolean wanted, PrintStream terminal, LongSupplier nanoTime) {
    this("Reading", wanted, terminal, nanoTime);
  }

  private ReadingProgress(
      String task, boolean wanted, PrintStream terminal, LongSupplier nanoTime) {
    this.task = task;
    this.wanted = wanted;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    started = nanoTime.getAsLong();
  }

  /** On stderr, where the launcher says that it is a terminal. */
  static ReadingProgress onTerminal() {
    return onTerminal("Reading");
  }

  /** The same for other work than reading. */
  static ReadingProgress onTerminal(String task) {
    return new ReadingProgress(
        task, Boolean.getBoolean("leeway.progress"), System.err, System::nanoTime);
  }

  @Override
  public synchronized void at(long done, long total) {
    if (!wanted) return;
    ProgressBar shown = bar;
    if (shown == null) {
      if (nanoTime.getAsLong() - started < PATIENCE.toNanos()) return;
      shown = show(total);
      bar = shown;
    }
    if (shown.getMax() != total) shown.maxHint(total);
    shown.stepTo(done);
  }

  private ProgressBar show(long total) {
    return ProgressBar.builder()
        .setTaskName(task)
        .setInitialMax(total)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(200)
        .setConsumer(new ConsoleProgressBarConsumer(terminal, WIDTH))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public synchronized void close() {
    ProgressBar shown = bar;
    if (shown != null) shown.close();
  }
}
