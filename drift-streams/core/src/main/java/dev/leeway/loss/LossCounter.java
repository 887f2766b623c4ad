package dev.leeway.loss;

import dev.leeway.performance.BadOutcome;
import dev.leeway.performance.Cell;
import dev.leeway.performance.ExactSum;
import dev.leeway.performance.Outputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums up the losses that a model expects of rows; for one thread. */
public final class LossCounter {

  /** Rows handed to the model at once: a call costs as much as some ten rows do. */
  private static final int BATCH = 256;

  private final LossModel model;
  private final List<LossModel.Input> inputs;
  private final List<Cell[]> waiting = new ArrayList<>();
  private final ExactSum.Builder losses = new ExactSum.Builder();
  private final SortedMap<String, Long> refused = new TreeMap<>();
  private long rows;

  /**
   * @param model is used by this, not closed
   */
  public LossCounter(LossModel model) {
    this.model = model;
    inputs = model.inputs();
  }

  /** Counts a row, by its columns. */
  public LossCounter add(Outputs columns) {
    Cell[] cells = new Cell[inputs.size()];
    for (int i = 0; i < cells.length; i++) {
      LossModel.Input input = inputs.get(i);
      cells[i] = columns.cell(input.column());
      Optional<BadOutcome> why = input.kind().refuses(cells[i]);
      if (why.isPresent()) {
        refuse(input.column() + " " + why.get().code().replace('_', ' '));
        return this;
      }
    }
    waiting.add(cells);
    if (waiting.size() == BATCH) ask();
    return this;
  }

  /** What was counted so far. */
  public LossProfile build() {
    ask();
    return new LossProfile(rows, losses.build(), refused);
  }

  private void ask() {
    if (waiting.isEmpty()) return;
    for (double loss : model.losses(List.copyOf(waiting))) {
      if (Double.isFinite(loss)) {
        rows++;
        losses.add(loss);
      } else {
        refuse("refused by the loss model");
      }
    }
    waiting.clear();
  }

  private void refuse(String why) {
    refused.merge(why, 1L, Long::sum);
  }
}
