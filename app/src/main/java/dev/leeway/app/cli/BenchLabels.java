package dev.leeway.app.cli;

import dev.leeway.bench.throughput.LabelBench;
import dev.leeway.bench.throughput.LabelReport;
import dev.leeway.bench.throughput.Setting;
import dev.leeway.bench.traffic.Form;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway bench labels}: what joining labels to predictions costs. */
@Command(
    name = "labels",
    mixinStandardHelpOptions = true,
    description = {
      "Fills topics of a Kafka of its own and measures the drift job, in processes of its own: over",
      "predictions of which nobody watches performance, over the same with labels to be joined, and,",
      "started anew with all of them open, over a label for each. Says what of a core's time either",
      "takes, how many bytes of state wait for each label, and how long they take to come back.",
      "Fails if a prediction or a label is missing from the verdicts."
    })
final class BenchLabels implements Callable<Integer> {

  private static final long FEWEST = 1_000;
  private static final long MOST = 100_000_000;

  @Mixin private BenchOptions options = new BenchOptions();

  @Option(
      names = "--open",
      paramLabel = "N",
      description = "Predictions, which all wait for their labels at once. Default: 1000000.",
      defaultValue = "1000000")
  private long open = 1_000_000;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (open < FEWEST || open > MOST) {
      throw CommandFailure.badInput(
          "--open must be from %d to %d: %d".formatted(FEWEST, MOST, open));
    }
    Setting setting = options.setting(Form.TYPED, true);
    return options.measure(
        spec,
        (ground, progress) -> {
          LabelReport report =
              new LabelBench(ground, setting, InstantSource.system(), progress).run(open);
          return options.isJson() ? report.toJson() : report.toText(BenchRun.paint(spec));
        });
  }
}
