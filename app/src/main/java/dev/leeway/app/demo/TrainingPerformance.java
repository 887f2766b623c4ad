package dev.leeway.app.demo;

import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.Outputs;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.performance.PerformanceProfile;
import dev.leeway.performance.Reading;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.ReferencePerformance;
import java.util.ArrayList;
import java.util.List;

/** How the model does on the data it was trained on: whole, and in consecutive chunks. */
final class TrainingPerformance {

  private final DelayModel model;
  private final PerformanceLayout layout;

  TrainingPerformance(DelayModel model, PerformanceLayout layout) {
    this.model = model;
    this.layout = layout;
  }

  ReferencePerformance of(List<FedFlight> training) {
    int size = Math.max(1, training.size() / ChunkedCounter.CHUNKS);
    List<PerformanceProfile> chunks = new ArrayList<>();
    for (int from = 0; from < training.size(); from += size) {
      PerformanceCounter counter = new PerformanceCounter(layout);
      training
          .subList(from, Math.min(from + size, training.size()))
          .forEach(fed -> count(fed, counter));
      chunks.add(counter.build());
    }
    return ReferencePerformance.of(layout, chunks);
  }

  private void count(FedFlight fed, PerformanceCounter counter) {
    double probability = model.probability(fed);
    Cell score = new Cell.Numeric(probability);
    Cell called = new Cell.Flag(model.callsDelayed(probability));
    Outputs outputs = column -> column.equals("probability") ? score : called;
    if (!(layout.answer(outputs) instanceof Reading.Good<Answer> answer)) return;
    counter.addPredicted(answer.value());
    if (layout.truth(new Cell.Flag(fed.flight().delayed())) instanceof Reading.Good<Double> truth) {
      counter.add(new Outcome(answer.value(), truth.value()));
    }
  }
}
