package dev.leeway.app.cli;

import dev.leeway.app.compare.ComparisonException;
import dev.leeway.app.compare.Table;
import dev.leeway.app.outcomes.ReferenceOutcomes;
import dev.leeway.app.rows.RowSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which columns of a reference's data hold the truth, and where the answers to it stand. */
final class LabelOptions {

  @Option(
      names = "--label-column",
      split = ",",
      paramLabel = "COLUMN",
      description = {
        "Columns that hold the truth; predictions do not, so they are left out. With one of them",
        "and the model's answer, how the model did is kept too."
      })
  private List<String> labels = new ArrayList<>();

  @Mixin private AnswerOptions answer = new AnswerOptions();

  /** The columns that hold the truth. */
  List<String> columns() {
    return labels;
  }

  /**
   * Whether the model's performance is to be measured.
   *
   * @throws CommandFailure if there is not one column of labels to measure it by
   */
  boolean measure() {
    if (answer.isAsked() && labels.size() != 1) {
      throw CommandFailure.badInput("performance needs one --label-column");
    }
    return answer.isAsked();
  }

  /**
   * How the model did.
   *
   * @param rows with the labels
   * @param called what columns are called in predictions
   */
  ReferenceOutcomes.Measured read(Path file, RowSource rows, ColumnOptions called) {
    List<String> names = rows.columns().stream().map(called::name).toList();
    Optional<String> label = Optional.of(called.name(labels.get(0)));
    try {
      return BadInput.unlessAllowed(
          () ->
              ReferenceOutcomes.read(
                  new Table(file, rows, names),
                  answer.columns(label),
                  answer.demands(List.of(), new TreeMap<>())));
    } catch (ComparisonException e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }
}
