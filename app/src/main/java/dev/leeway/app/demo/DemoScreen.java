package dev.leeway.app.demo;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/** What the person watching sees, on stderr: one moving line in a terminal, and lines that stay. */
final class DemoScreen {

  private static final int BAR = 30;

  private final PrintWriter out;
  private final Ansi ansi;
  private final boolean moving;
  private boolean lineOpen;
  private LocalDate lastPrinted = LocalDate.MIN;

  /**
   * @param moving whether the output is a terminal, where a line can be written over
   */
  DemoScreen(PrintWriter out, Ansi ansi, boolean moving) {
    this.out = out;
    this.ansi = ansi;
    this.moving = moving;
  }

  /** A line that stays; may hold picocli's colour markup. */
  synchronized void say(String markup) {
    if (lineOpen) out.print("\r\u001b[2K");
    lineOpen = false;
    out.println(ansi.string(markup));
    out.flush();
  }

  /** How far the replay is; without a terminal a line a week. */
  synchronized void progress(LocalDate day, long sent, long all) {
    String text =
        String.format(Locale.ROOT, "replaying %s  %,6d of %,d predictions", day, sent, all);
    if (moving) {
      int filled = (int) (BAR * sent / Math.max(1, all));
      out.print(
          "\r\u001b[2K"
              + ansi.string("  @|cyan " + "█".repeat(filled) + "|@" + "░".repeat(BAR - filled))
              + " "
              + text);
      lineOpen = true;
    } else if (!day.isBefore(lastPrinted.equals(LocalDate.MIN) ? day : lastPrinted.plusDays(7))) {
      lastPrinted = day;
      out.println("  " + text);
    }
    out.flush();
  }
}
