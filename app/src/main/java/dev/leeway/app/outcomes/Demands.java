package dev.leeway.app.outcomes;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.performance.Costs;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.Task;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is asked of a model's performance, where the rows do not tell.
 *
 * @param task what the model answers
 * @param positive the positive of two classes
 * @param thresholds of scores at which decisions are looked at, ascending
 * @param costs what outcomes are worth
 * @param depth places of a ranking that are looked at
 * @param deciding measures that must be as good as in the reference; empty for the usual ones
 * @param limits fixed thresholds by measure, in place of the reference's
 */
public record Demands(
    Optional<Task> task,
    Optional<String> positive,
    List<Double> thresholds,
    Optional<Costs> costs,
    int depth,
    List<PerformanceKey> deciding,
    SortedMap<PerformanceKey, Double> limits) {

  public Demands {
    requireNonNull(task, "task");
    requireNonNull(positive, "positive");
    requireNonNull(costs, "costs");
    thresholds = List.copyOf(thresholds);
    deciding = List.copyOf(deciding);
    limits = unmodifiableSortedMap(new TreeMap<>(limits));
  }

  /** With what a monitor asks, where nothing else is asked for. */
  public Demands or(PerformancePolicy policy) {
    SortedMap<PerformanceKey, Double> all = new TreeMap<>(policy.limitsOfSeries());
    all.putAll(limits);
    return new Demands(
        task,
        positive,
        thresholds,
        costs,
        depth,
        deciding.isEmpty() ? policy.deciding() : deciding,
        all);
  }

  /** With a task where none was asked for. */
  Demands withTask(Task usual) {
    return new Demands(
        Optional.of(task.orElse(usual)), positive, thresholds, costs, depth, deciding, limits);
  }
}
