package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict.UnknownReason;
import java.util.List;
import java.util.Optional;

/**
 * What was concluded of one chunk.
 *
 * @param state of the drift of all columns together
 * @param reason why the state is UNKNOWN; NONE otherwise, and where no column could be compared
 * @param columns in the reference's order
 * @param constraints in the monitor's order
 * @param performance how well the model did, where outcomes are asked for
 */
public record ChunkVerdict(
    Chunk chunk,
    State state,
    UnknownReason reason,
    List<ColumnVerdict> columns,
    List<ConstraintResult> constraints,
    Optional<ChunkPerformance> performance) {

  public ChunkVerdict {
    requireNonNull(chunk, "chunk");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
    requireNonNull(performance, "performance");
  }

  /** The columns that drifted. */
  public List<ColumnVerdict> drifted() {
    return columns.stream().filter(column -> column.state() == State.DRIFTED).toList();
  }

  /** The deciding measures of performance that are worse than allowed. */
  public List<MeasuredPerformance> worse() {
    return performance.map(ChunkPerformance::failed).orElse(List.of());
  }

  /** The constraints that do not hold. */
  public List<ConstraintResult> failed() {
    return constraints.stream().filter(result -> result.state() == State.FAILED).toList();
  }
}
