package dev.leeway.app.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line of Flink's process on how the job is.
 *
 * @param running whether it runs and has taken a checkpoint since its process began
 * @param checkpoints taken since then
 * @param restarts of the job after a fault since then
 * @param lag predictions yet to be read
 * @param growth by what the job's counters have grown since the line before
 */
record FlinkReport(
    boolean running, long checkpoints, long restarts, long lag, List<Growth> growth) {

  private static final String PREFIX = "leeway-flink report ";
  private static final ObjectMapper JSON = new ObjectMapper();

  FlinkReport {
    growth = List.copyOf(growth);
  }

  /**
   * Of one counter.
   *
   * @param model empty where it is not by model; {@code reason}, {@code cap}, {@code kind}, {@code
   *     fate} and {@code detector} likewise
   */
  record Growth(
      String name,
      String model,
      String reason,
      String cap,
      String kind,
      String fate,
      String detector,
      long by) {}

  /** What a line says; empty if it is another kind of line. */
  static Optional<FlinkReport> of(String line) {
    if (!line.startsWith(PREFIX)) return Optional.empty();
    try {
      return Optional.of(of(JSON.readTree(line.substring(PREFIX.length()))));
    } catch (JsonProcessingException e) {
      return Optional.empty(); // the end of a line that a kill cut off
    }
  }

  private static FlinkReport of(JsonNode report) {
    List<Growth> growth = new ArrayList<>();
    for (JsonNode counter : report.path("counters")) {
      JsonNode labels = counter.path("labels");
      growth.add(
          new Growth(
              counter.path("name").asText(),
              labels.path("model").asText(),
              labels.path("reason").asText(),
              labels.path("cap").asText(),
              labels.path("kind").asText(),
              labels.path("fate").asText(),
              labels.path("detector").asText(),
              counter.path("by").asLong()));
    }
    return new FlinkReport(
        report.path("running").asBoolean(),
        report.path("checkpoints").asLong(),
        report.path("restarts").asLong(),
        report.path("lag").asLong(),
        growth);
  }
}
