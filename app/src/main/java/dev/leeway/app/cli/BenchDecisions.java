package dev.leeway.app.cli;

import dev.leeway.bench.decisions.DecisionReport;
import dev.leeway.bench.decisions.Plan;
import dev.leeway.bench.decisions.Simulation;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway bench decisions}: false alarms and delays, beside other tools' default rules. */
@Command(
    name = "decisions",
    mixinStandardHelpOptions = true,
    description = {
      "Simulates streams without drift and with one, and shows how often the default rule cries",
      "without reason and after how many events it finds a drift: ours, and those of Evidently,",
      "NannyML and fixed PSI thresholds. Uses all processors; takes about three minutes on two."
    })
final class BenchDecisions implements Callable<Integer> {

  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description =
          "Streams per number, for one column; fewer for more columns. Default: ${DEFAULT-VALUE}.",
      defaultValue = "30")
  private int repetitions = 30;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Equal seeds give equal results. Default: ${DEFAULT-VALUE}.",
      defaultValue = "1")
  private long seed = 1;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (repetitions < 1) {
      throw CommandFailure.badInput("--repetitions must be at least 1: " + repetitions);
    }
    DecisionReport report;
    try (ReadingProgress progress = ReadingProgress.onTerminal("Simulating")) {
      report = new Simulation(Plan.standard(seed, repetitions)).run(progress::at);
    }
    PrintWriter out = Console.out(spec);
    out.println(format == OutputFormat.JSON ? report.toJson() : report.toText());
    out.flush();
    return ExitCode.GOOD;
  }
}
