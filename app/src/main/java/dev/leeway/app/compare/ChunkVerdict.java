package dev.leeway.app.compare;

import static java.util.Objects.requireNonNull;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict.UnknownReason;
import java.util.List;

/**
 * What was concluded of one chunk.
 *
 * @param state of the drift of all columns together
 * @param reason why the state is UNKNOWN; NONE otherwise, and where no column could be compared
 * @param columns in the reference's order
 * @param constraints in the monitor's order
 */
public record ChunkVerdict(
    Chunk chunk,
    State state,
    UnknownReason reason,
    List<ColumnVerdict> columns,
    List<ConstraintResult> constraints) {

  public ChunkVerdict {
    requireNonNull(chunk, "chunk");
    requireNonNull(state, "state");
    requireNonNull(reason, "reason");
    columns = List.copyOf(columns);
    constraints = List.copyOf(constraints);
  }

  /** The columns that drifted. */
  public List<ColumnVerdict> drifted() {
    return columns.stream().filter(column -> column.state() == State.DRIFTED).toList();
  }

  /** The constraints that do not hold. */
  public List<ConstraintResult> failed() {
    return constraints.stream().filter(result -> result.state() == State.FAILED).toList();
  }
}
