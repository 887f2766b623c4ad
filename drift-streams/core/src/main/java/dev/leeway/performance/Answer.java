package dev.leeway.performance;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;

/**
 * What a model answered, cut down to what its {@link PerformanceLayout} counts: the layout makes
 * and reads it. Small, because the join keeps one for every prediction that may yet get its label.
 */
public final class Answer {

  /** In the place of a predicted class: the task has none. */
  static final int NO_CLASS = -1;

  private final int predicted;
  private final double[] numbers;
  private final String group;

  Answer(int predicted, double[] numbers, String group) {
    if (predicted < NO_CLASS) throw new IllegalArgumentException("class " + predicted);
    for (double number : numbers) {
      if (!Double.isFinite(number)) throw new IllegalArgumentException("number " + number);
    }
    this.predicted = predicted;
    this.numbers = numbers;
    this.group = requireNonNull(group, "group");
  }

  /** The predicted class by its place in the layout, or {@link #NO_CLASS}. */
  int predicted() {
    return predicted;
  }

  /** How many scores or predicted numbers there are. */
  int numbers() {
    return numbers.length;
  }

  double number(int i) {
    return numbers[i];
  }

  /** The predicted class alone, as {@link Fairness#DECISIONS} counts it. */
  public Answer decision() {
    return new Answer(predicted, new double[0], "");
  }

  /** The query group of a ranking; empty for other tasks. */
  String group() {
    return group;
  }

  /** Three bytes, eight for each number, and the group. */
  public void writeTo(PayloadWriter out) {
    out.count(predicted + 1).count(numbers.length);
    for (double number : numbers) {
      out.number(number);
    }
    out.text(group);
  }

  /**
   * @throws CorruptStateException if no answer is written there
   */
  public static Answer readFrom(PayloadReader in) {
    long predicted = in.count() - 1;
    double[] numbers = new double[in.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.number();
    }
    if (predicted > MulticlassLayout.MAX_CLASSES) throw new CorruptStateException("class");
    try {
      return new Answer((int) predicted, numbers, in.text());
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no answer: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Answer that
        && predicted == that.predicted
        && Arrays.equals(numbers, that.numbers)
        && group.equals(that.group);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * predicted + Arrays.hashCode(numbers)) + group.hashCode();
  }

  @Override
  public String toString() {
    return predicted + " " + Arrays.toString(numbers) + " " + group;
  }
}
