package dev.leeway.bench.throughput;

import dev.leeway.bench.throughput.ReportLines.Bar;

/** A report on labels for people. */
final class LabelText {

  private static final double STATE_BYTES = 100;
  private static final double JOINED_PER_SECOND = 60_000;

  private final ReportLines lines;

  LabelText(Paint paint) {
    lines = new ReportLines(paint);
  }

  String of(LabelReport report) {
    lines.head(report.setting());
    lines.under(
        Words.whole(report.open()) + " predictions, each with a label",
        report.machine(),
        report.without(),
        report.predictions(),
        report.labels());
    lines.stageHeads();
    lines.stage("predictions, not joined", report.without());
    lines.stage("predictions, joined", report.predictions());
    lines.stage("their labels", report.labels());
    lines.line("");
    lines.bar("joined of not joined", report.predictions().ratioTo(report.without()), "", Bar.NONE);
    lines.bar(
        "predictions a second and core",
        report.predictions().eventsPerSecondPerCore(),
        "",
        Bar.atLeast(JOINED_PER_SECOND));
    lines.bar("each with its label", report.joinedPerSecondPerCore(), "", Bar.NONE);
    lines.bar(
        "state per open prediction",
        report.stateBytesPerOpenPrediction(),
        " bytes",
        Bar.atMost(STATE_BYTES));
    lines.bar("start with nothing open", report.secondsToStart(), " s", Bar.NONE);
    lines.bar("start with all open", report.secondsToRestore(), " s", Bar.NONE);
    return lines.toString();
  }
}
