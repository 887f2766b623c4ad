package dev.leeway.app.compare;

import java.io.IOException;
import java.util.List;

/** Several reports of one comparison. */
public record Reports(List<Report> all) implements Report {

  public Reports {
    all = List.copyOf(all);
  }

  @Override
  public void begin(Heading heading) throws IOException {
    for (Report report : all) {
      report.begin(heading);
    }
  }

  @Override
  public void add(ChunkVerdict verdict) throws IOException {
    for (Report report : all) {
      report.add(verdict);
    }
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    for (Report report : all) {
      report.end(outcome);
    }
  }
}
