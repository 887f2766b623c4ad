package dev.leeway.app.cli;

import dev.leeway.bench.alerts.AlertsBench;
import dev.leeway.bench.alerts.AlertsReport;
import dev.leeway.bench.alerts.Plan;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway bench alerts}: how soon a webhook is told, and whether it is told everything. */
@Command(
    name = "alerts",
    mixinStandardHelpOptions = true,
    description = {
      "Sends traffic that drifts now and then through the drift job and alerting, each in a process",
      "of its own on a Kafka of their own, and says how long after the moment at which a window can",
      "be closed a webhook is told. In the second half alerting is killed (SIGKILL) again and again:",
      "what must be told is worked out from the verdicts on their own, and counted.",
      "Fails if an opening or an end of an alert is lost, or told without being one."
    })
final class BenchAlerts implements Callable<Integer> {

  @Option(
      names = "--models",
      paramLabel = "N",
      description = "Models, each of which drifts for seconds at a time. Default: 10.",
      defaultValue = "10")
  private int models = 10;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long it may take, about. Default: ${DEFAULT-VALUE}.",
      defaultValue = "90")
  private int seconds = 90;

  @Option(
      names = "--seed",
      paramLabel = "SEED",
      description = "Decides what drifts and when alerting is killed. Default: ${DEFAULT-VALUE}.",
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
  public Integer call() throws InterruptedException {
    Plan plan = plan();
    AlertsReport report =
        BenchRun.measured(
            folder -> List.of(),
            (ground, progress) ->
                new AlertsBench(ground, plan, InstantSource.system(), progress).run());
    PrintWriter out = Console.out(spec);
    out.println(
        format == OutputFormat.JSON ? report.toJson() : report.toText(BenchRun.paint(spec)));
    out.flush();
    return report.exact() ? ExitCode.GOOD : ExitCode.FAILED_CHECK;
  }

  private Plan plan() {
    try {
      return new Plan(models, Duration.ofSeconds(seconds), seed);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }
}
