package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import dev.leeway.bench.throughput.ReportLines.Bar;
import dev.leeway.bench.traffic.Form;
import dev.leeway.bench.traffic.Workload;
import java.util.Map;

/** A report on throughput for people. */
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

  private final ReportLines lines;

  ReportText(Paint paint) {
    lines = new ReportLines(paint);
  }

  String of(ThroughputReport report) {
    lines.head(report.setting());
    lines.under(
        Words.whole(report.events()) + " events",
        report.machine(),
        report.stages().values().toArray(Rounds[]::new));
    lines.stageHeads();
    report
        .stages()
        .forEach(
            (stage, rounds) -> lines.stage(NAMES.getOrDefault(stage, Words.of(stage)), rounds));
    lines.line("");
    Workload workload = report.setting().workload();
    boolean typed = workload.form() == Form.TYPED;
    lines.bar(
        "of the bare reader",
        report.ratioTo(Stage.RAW),
        "",
        typed ? Bar.atLeast(TO_RAW) : Bar.NONE);
    lines.bar("of the decoding reader", report.ratioTo(Stage.DECODE), "", Bar.NONE);
    lines.bar(
        "times the textbook's job", report.ratioTo(Stage.TEXTBOOK), "", Bar.atLeast(TO_TEXTBOOK));
    lines.bar(
        "heap per open pane",
        report.bytesPerOpenPane() / 1024.0,
        " KiB",
        workload.columns() <= PANE_COLUMNS ? Bar.atMost(PANE_KIB) : Bar.NONE);
    lines.bar("pane to verdict, median", report.delays().p50(), " s", Bar.NONE);
    lines.bar("pane to verdict, 99 %", report.delays().p99(), " s", Bar.atMost(VERDICT_SECONDS));
    return lines.toString();
  }
}
