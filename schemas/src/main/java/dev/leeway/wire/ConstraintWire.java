package dev.leeway.wire;

import static dev.leeway.wire.WireNumbers.boxed;
import static dev.leeway.wire.WireNumbers.optional;

import dev.leeway.schemas.avro.ConstraintRecord;
import dev.leeway.schemas.avro.VerdictState;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.State;

/** The constraints of a quality verdict to and from its record. */
final class ConstraintWire {

  private ConstraintWire() {}

  static ConstraintRecord record(ConstraintResult result) {
    ConstraintRecord record = new ConstraintRecord();
    record.setConstraint(result.constraint());
    record.setColumn(result.column());
    record.setState(VerdictState.valueOf(result.state().name()));
    record.setObserved(boxed(result.observed()));
    record.setError(boxed(result.error()));
    record.setAtLeast(boxed(result.atLeast()));
    record.setAtMost(boxed(result.atMost()));
    record.setRows(result.rows());
    record.setWhy(result.why());
    return record;
  }

  /**
   * @throws IllegalArgumentException if it is no constraint's result
   */
  static ConstraintResult result(ConstraintRecord record) {
    return new ConstraintResult(
        record.getConstraint(),
        record.getColumn(),
        State.valueOf(record.getState().name()),
        optional(record.getObserved()),
        optional(record.getError()),
        optional(record.getAtLeast()),
        optional(record.getAtMost()),
        record.getRows(),
        record.getWhy());
  }
}
