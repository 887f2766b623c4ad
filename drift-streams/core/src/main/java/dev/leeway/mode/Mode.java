package dev.leeway.mode;

import dev.leeway.profile.ColumnKind;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A tool whose numbers and rules are reproduced; docs/modes.md has each formula and difference. */
public enum Mode {
  /** NannyML 0.13: Jensen-Shannon against mean + 3 standard deviations of ten reference chunks. */
  NANNYML("nannyml"),
  /** Evidently 0.7: the test is chosen by the reference's size, p below .05 or distance from .1. */
  EVIDENTLY("evidently"),
  /** Amazon SageMaker Model Monitor (Deequ): largest gap of the distributions, above .1. */
  SAGEMAKER("sagemaker"),
  /**
   * TensorFlow Data Validation and Vertex AI: Jensen-Shannon divergence or L-infinity, above .3.
   */
  TFDV("tfdv");

  private final String key;

  Mode(String key) {
    this.key = key;
  }

  /** The name on the command line. */
  public String key() {
    return key;
  }

  /** The mode of the given key, if there is one. */
  public static Optional<Mode> of(String key) {
    return Arrays.stream(values()).filter(mode -> mode.key.equals(key)).findFirst();
  }

  /**
   * The tool's judge of one column from all its values: exactly the tool's numbers.
   *
   * @param reference in the order of its rows, because chunks of it may set the threshold
   */
  public SampleJudge judge(String column, ColumnKind kind, Sample reference) {
    return switch (this) {
      case NANNYML -> new NannymlColumn(column, kind, reference);
      case EVIDENTLY -> new ToolColumn(column, kind, reference, new Evidently());
      case SAGEMAKER -> new ToolColumn(column, kind, reference, new Sagemaker());
      case TFDV -> new ToolColumn(column, kind, reference, new Tfdv());
    };
  }

  /** The tool's judge of profiles, from counts on the reference's grid. */
  public ProfileJudge judge(Reference reference) {
    return new GridJudge(
        reference,
        switch (this) {
          case NANNYML -> new NannymlGrid(reference.bands());
          case EVIDENTLY -> new EvidentlyGrid();
          case SAGEMAKER -> (column, pair) -> LargestGapGrid.sagemaker(pair);
          case TFDV -> (column, pair) -> LargestGapGrid.tfdv(pair);
        });
  }

  /**
   * What the tool concludes of all columns together. Evidently says drift when at least half of the
   * columns drifted; the others when any did. UNKNOWN when nothing is known of any column.
   */
  public State conclude(List<ColumnVerdict> columns) {
    long drifted = columns.stream().filter(column -> column.state() == State.DRIFTED).count();
    boolean known = columns.stream().anyMatch(column -> column.state() != State.UNKNOWN);
    if (!known) return State.UNKNOWN;
    boolean drift = this == EVIDENTLY ? 2 * drifted >= columns.size() : drifted > 0;
    return drift ? State.DRIFTED : State.OK;
  }
}
