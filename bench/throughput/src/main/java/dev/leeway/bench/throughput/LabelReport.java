package dev.leeway.bench.throughput;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.bench.traffic.Workload;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a {@link LabelBench} measured.
 *
 * @param open predictions, and as many labels
 */
public record LabelReport(Setting setting, Machine machine, long open, List<Round> rounds) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public LabelReport {
    requireNonNull(setting, "setting");
    requireNonNull(machine, "machine");
    rounds = List.copyOf(rounds);
  }

  /**
   * One round.
   *
   * @param without the job where nobody watches performance
   * @param predictions the job where they are kept for their labels
   * @param labels the job that is started with all of them open
   * @param stateBytes on the disk with all of them open
   */
  record Round(Speed without, JobRun predictions, JobRun labels, long stateBytes) {}

  /** Predictions that nobody joins. */
  Rounds without() {
    return speeds(Round::without);
  }

  /** Predictions that are kept for their labels. */
  Rounds predictions() {
    return speeds(round -> round.predictions.speed());
  }

  /** Labels that find their predictions. */
  Rounds labels() {
    return speeds(round -> round.labels.speed());
  }

  /** Predictions with their labels, by a second of one core's time. */
  double joinedPerSecondPerCore() {
    return 1e9 / (predictions().cpuNanosPerEvent() + labels().cpuNanosPerEvent());
  }

  double stateBytesPerOpenPrediction() {
    return median(round -> (double) round.stateBytes / open);
  }

  /** Seconds from the start of a job with nothing open until it has read on. */
  double secondsToStart() {
    return median(round -> round.predictions.secondsToWork());
  }

  /** The same of a job that reads all open predictions back. */
  double secondsToRestore() {
    return median(round -> round.labels.secondsToWork());
  }

  private Rounds speeds(Function<Round, Speed> of) {
    return new Rounds(rounds.stream().map(of).toList());
  }

  private double median(ToDoubleFunction<Round> figure) {
    return Rounds.median(rounds.stream().mapToDouble(figure));
  }

  /** As tables for people. */
  public String toText(Paint paint) {
    return new LabelText(paint).of(this);
  }

  /** As one JSON object. */
  public String toJson() {
    ObjectNode root = JSON.createObjectNode();
    Workload workload = setting.workload();
    root.put("engine", Words.of(setting.engine()));
    root.put("columns", workload.columns());
    root.put("models", workload.models());
    root.put("segments", workload.segments());
    root.put("partitions", workload.partitions());
    root.put("instances", setting.instances());
    root.put("open", open);
    root.put("joinedPerSecondPerCore", joinedPerSecondPerCore());
    root.put("predictionsToUnjoined", predictions().ratioTo(without()));
    root.put("stateBytesPerOpenPrediction", stateBytesPerOpenPrediction());
    root.put("secondsToStart", secondsToStart());
    root.put("secondsToRestore", secondsToRestore());
    ObjectNode all = root.putObject("stages");
    without().writeTo(all.putObject("unjoined"));
    predictions().writeTo(all.putObject("predictions"));
    labels().writeTo(all.putObject("labels"));
    machine.writeTo(root.putObject("machine"));
    return root.toPrettyString();
  }
}
