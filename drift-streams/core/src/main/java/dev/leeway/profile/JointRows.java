package dev.leeway.profile;

import dev.leeway.joint.JointCounter;
import dev.leeway.joint.JointProfile;
import dev.leeway.joint.JointTransform;

/** Tells a counter of whole rows what is in those of a slots. For one thread. */
final class JointRows {

  private final JointCounter counter;
  private final RowShape shape;

  /** The columns that the transform looks at. */
  private final int[] columns;

  JointRows(JointCounter counter, JointTransform transform, RowShape shape) {
    this.counter = counter;
    this.shape = shape;
    columns = transform.columns().stream().mapToInt(Integer::intValue).toArray();
  }

  void count(RowSlots slots, PendingRows pending) {
    for (int i = 0; i < pending.size(); i++) {
      if (!pending.isTogether(i)) continue;
      counter.startRow();
      for (int column : columns) {
        tell(slots, pending.rows()[i], column);
      }
      counter.endRow();
    }
  }

  private void tell(RowSlots slots, int row, int column) {
    byte role = shape.role(column);
    int slot = shape.slots()[column];
    if (role == RowShape.NUMBER || role == RowShape.NORM) {
      long bits = slots.numbers(slot).of(row);
      if (Cells.isNumber(bits)) counter.number(column, Double.longBitsToDouble(bits));
    } else if (role == RowShape.CATEGORY || role == RowShape.FLAG) {
      int word = slots.word(row, slot);
      // What is no category of the layout is told so by any negative number.
      if (word != RowSlots.MISSING && word != RowSlots.WRONG) counter.category(column, word);
    }
  }

  JointProfile build() {
    return counter.build();
  }

  void clear() {
    counter.clear();
  }
}
