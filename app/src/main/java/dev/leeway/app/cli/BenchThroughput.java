package dev.leeway.app.cli;

import dev.leeway.bench.throughput.Ground;
import dev.leeway.bench.throughput.Progress;
import dev.leeway.bench.throughput.ScalingBench;
import dev.leeway.bench.throughput.ScalingReport;
import dev.leeway.bench.throughput.Setting;
import dev.leeway.bench.throughput.ThroughputBench;
import dev.leeway.bench.throughput.ThroughputReport;
import dev.leeway.bench.traffic.Form;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway bench throughput}: the drift job beside a bare reader of the same topic. */
@Command(
    name = "throughput",
    mixinStandardHelpOptions = true,
    description = {
      "Fills a topic of a Kafka of its own and measures, by turns and each in a process of its own:",
      "a bare reader, one that decodes, the drift job, and the same job as a textbook would have it.",
      "Says how much of the bare reader's speed the job reaches, by processor time per event, what",
      "an open pane keeps of the heap, and how long after a pane's end its verdict can be read.",
      "Fails if a row is missing from the verdicts."
    })
final class BenchThroughput implements Callable<Integer> {

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "How predictions are written: typed (default), map, or batch, 64 to a record.",
      defaultValue = "typed")
  private Form form = Form.TYPED;

  @Option(
      names = "--scaling",
      description = {
        "Measures other numbers of columns, models, segments, partitions and instances instead, one",
        "at a time and each once, in --seconds for all of it; 600 is little. What fails is told in",
        "its row; the others are measured all the same."
      })
  private boolean scaling;

  @Spec private @Nullable CommandSpec spec;

  /** Whether something of several was measured in vain. */
  private boolean incomplete;

  @Override
  public Integer call() throws InterruptedException {
    Setting setting = options.setting(form, false);
    int code =
        options.measure(
            spec,
            (ground, progress) ->
                scaling ? scaling(ground, setting, progress) : one(ground, setting, progress));
    return code == ExitCode.GOOD && incomplete ? ExitCode.FAILURE : code;
  }

  private String one(Ground ground, Setting setting, Progress progress)
      throws InterruptedException {
    ThroughputReport report =
        new ThroughputBench(ground, setting, InstantSource.system(), progress).run();
    return options.isJson() ? report.toJson() : report.toText(BenchRun.paint(spec));
  }

  private String scaling(Ground ground, Setting setting, Progress progress)
      throws InterruptedException {
    ScalingReport report =
        new ScalingBench(ground, setting, InstantSource.system(), progress).run();
    incomplete = !report.isComplete();
    return options.isJson() ? report.toJson() : report.toText(BenchRun.paint(spec));
  }
}
