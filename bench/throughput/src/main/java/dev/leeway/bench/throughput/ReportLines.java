package dev.leeway.bench.throughput;

import dev.leeway.bench.traffic.Workload;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lines of a report for people: a row for each stage, a line for each bar. */
public final class ReportLines {

  private final StringBuilder text = new StringBuilder();
  private final Paint paint;

  public ReportLines(Paint paint) {
    this.paint = paint;
  }

  /** What a figure should be; NaN for nothing. */
  public record Bar(double least, double most) {

    public static final Bar NONE = new Bar(Double.NaN, Double.NaN);

    public static Bar atLeast(double least) {
      return new Bar(least, Double.NaN);
    }

    public static Bar atMost(double most) {
      return new Bar(Double.NaN, most);
    }
  }

  /** What was measured. */
  void head(Setting setting) {
    Workload workload = setting.workload();
    line(
        String.join(
            ", ",
            Words.of(setting.engine()),
            Words.of(workload.form()) + " form",
            Words.plural(workload.columns(), "column"),
            Words.plural(workload.models(), "model"),
            Words.plural(workload.segments(), "segment"),
            Words.plural(workload.partitions(), "partition"),
            Words.plural(setting.instances(), "instance")));
  }

  /** How and where, and a warning if a stage was too short. */
  void under(String what, Machine machine, Rounds... stages) {
    String cold =
        Arrays.stream(stages).allMatch(Rounds::warm)
            ? ""
            : "; TOO SHORT: figures include the start of processes";
    line(
        paint
            .faint()
            .apply(
                "%s, medians of %s; %s, Java %s%s"
                    .formatted(
                        what,
                        Words.plural(stages[0].speeds().size(), "round"),
                        Words.plural(machine.processors(), "processor"),
                        machine.java(),
                        cold)));
  }

  void stageHeads() {
    line("");
    line(
        row(
            "",
            "events/s per core",
            "CPU ns per event",
            "of it GC, JIT",
            "events/s",
            "rounds, ns"));
  }

  void stage(String name, Rounds rounds) {
    line(
        row(
            name,
            Words.whole(rounds.eventsPerSecondPerCore()),
            Words.whole(rounds.cpuNanosPerEvent()),
            Words.whole(rounds.collectorNanosPerEvent())
                + ", "
                + Words.whole(rounds.compilerNanosPerEvent()),
            Words.whole(rounds.eventsPerSecond()),
            rounds.speeds().stream()
                .map(speed -> Words.whole(speed.cpuNanosPerEvent()))
                .collect(Collectors.joining("  "))));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-24s%18s%18s%16s%12s  %s", cells);
  }

  /** A figure, and whether it is as it should be. */
  public void bar(String name, double value, String unit, Bar bar) {
    line(
        String.format(
            Locale.ROOT, "%-30s%10s  %s", name, number(value) + unit, verdict(value, bar)));
  }

  /** A number of things. */
  public void count(String name, long number) {
    line(counted(name, number));
  }

  /** A number of things of which there should be none. */
  public void none(String name, long number) {
    String verdict = number == 0 ? paint.good().apply("reached") : paint.bad().apply("missed");
    line(counted(name, number) + "  " + verdict + paint.faint().apply(" (none)"));
  }

  private static String counted(String name, long number) {
    return String.format(Locale.ROOT, "%-30s%10s", name, Words.whole(number));
  }

  private String verdict(double value, Bar bar) {
    if (value < bar.least) return missed(bar.least, 1 - value / bar.least);
    if (value > bar.most) return missed(bar.most, value / bar.most - 1);
    if (value >= bar.least) return reached("at least", bar.least);
    if (value <= bar.most) return reached("at most", bar.most);
    return "";
  }

  private String reached(String how, double bar) {
    return paint.good().apply("reached")
        + paint.faint().apply(" (" + how + " " + number(bar) + ")");
  }

  private String missed(double bar, double by) {
    return paint.bad().apply(String.format(Locale.ROOT, "missed by %.0f %%", 100 * by))
        + paint.faint().apply(" (bar " + number(bar) + ")");
  }

  private static String number(double number) {
    return number < 10 ? String.format(Locale.ROOT, "%.2f", number) : Words.whole(number);
  }

  /** Any line. */
  public void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }
}
