package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A report for people: a row for each stage, a line for each bar. */
final class ReportText {

  private static final double TO_RAW = 0.40;
  private static final double TO_TEXTBOOK = 80;
  private static final double PANE_KIB = 128;
  private static final int PANE_COLUMNS = 30;
  private static final double VERDICT_SECONDS = 2;

  private static final Map<Stage, String> NAMES =
      Map.of(
          Stage.RAW, "poll, touch the bytes",
          Stage.DECODE, "poll, decode",
          Stage.JOB, "the drift job",
          Stage.TEXTBOOK, "a record per column");

  private final StringBuilder text = new StringBuilder();
  private final Paint paint;

  ReportText(Paint paint) {
    this.paint = paint;
  }

  String of(ThroughputReport report) {
    line(head(report));
    line(paint.faint().apply(under(report)));
    line("");
    line(
        row(
            "",
            "events/s per core",
            "CPU ns per event",
            "of it GC, JIT",
            "events/s",
            "rounds, ns"));
    report.stages().forEach((stage, rounds) -> line(stage(stage, rounds)));
    line("");
    Workload workload = report.setting().workload();
    boolean typed = workload.form() == Form.TYPED;
    bar("of the bare reader", report.ratioTo(Stage.RAW), "", typed ? atLeast(TO_RAW) : Bar.NONE);
    bar("of the decoding reader", report.ratioTo(Stage.DECODE), "", Bar.NONE);
    bar("times the textbook's job", report.ratioTo(Stage.TEXTBOOK), "", atLeast(TO_TEXTBOOK));
    bar(
        "heap per open pane",
        report.bytesPerOpenPane() / 1024.0,
        " KiB",
        workload.columns() <= PANE_COLUMNS ? atMost(PANE_KIB) : Bar.NONE);
    bar("pane to verdict, median", report.delays().p50(), " s", Bar.NONE);
    bar("pane to verdict, 99 %", report.delays().p99(), " s", atMost(VERDICT_SECONDS));
    return text.toString().stripTrailing();
  }

  /** What a figure should be; NaN for nothing. */
  private record Bar(double least, double most) {

    static final Bar NONE = new Bar(Double.NaN, Double.NaN);
  }

  private static Bar atLeast(double least) {
    return new Bar(least, Double.NaN);
  }

  private static Bar atMost(double most) {
    return new Bar(Double.NaN, most);
  }

  private static String head(ThroughputReport report) {
    Workload workload = report.setting().workload();
    return String.join(
        ", ",
        Words.of(report.setting().engine()),
        Words.of(workload.form()) + " form",
        Words.plural(workload.columns(), "column"),
        Words.plural(workload.models(), "model"),
        Words.plural(workload.segments(), "segment"),
        Words.plural(workload.partitions(), "partition"),
        Words.plural(report.setting().instances(), "instance"));
  }

  private static String under(ThroughputReport report) {
    Machine machine = report.machine();
    String cold =
        report.stages().values().stream().allMatch(Rounds::warm)
            ? ""
            : "; TOO SHORT: figures include the start of processes";
    return "%s events, medians of %s; %s, Java %s%s"
        .formatted(
            Words.whole(report.events()),
            Words.plural(report.of(Stage.JOB).speeds().size(), "round"),
            Words.plural(machine.processors(), "processor"),
            machine.java(),
            cold);
  }

  private static String stage(Stage stage, Rounds rounds) {
    return row(
        NAMES.getOrDefault(stage, Words.of(stage)),
        Words.whole(rounds.eventsPerSecondPerCore()),
        Words.whole(rounds.cpuNanosPerEvent()),
        Words.whole(rounds.collectorNanosPerEvent())
            + ", "
            + Words.whole(rounds.compilerNanosPerEvent()),
        Words.whole(rounds.eventsPerSecond()),
        rounds.speeds().stream()
            .map(speed -> Words.whole(speed.cpuNanosPerEvent()))
            .collect(Collectors.joining("  ")));
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, "%-24s%18s%18s%16s%12s  %s", cells);
  }

  private void bar(String name, double value, String unit, Bar bar) {
    String figure = String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value) + unit;
    line(String.format(Locale.ROOT, "%-26s%10s  %s", name, figure, verdict(value, bar)));
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

  private static String number(double bar) {
    return bar < 1 ? String.format(Locale.ROOT, "%.2f", bar) : Words.whole(bar);
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
