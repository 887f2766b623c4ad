package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.performance.PerformanceLayout;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceCounter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The service that answers "will this flight be late?" with one version of the model, and tells
 * Leeway of every answer, and of the truth once it is known.
 */
final class FlightService {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> COLUMNS =
      List.of("hour", "distance", "forecast", "origin", "destination", "probability", "delayed");

  private final ModelRef version;
  private final DelayModel model;
  private final HttpClient http = HttpClient.newHttpClient();

  FlightService(ModelRef version, DelayModel model) {
    this.version = version;
    this.model = model;
  }

  /** The profile of what the model is fed and answers on the data it was trained on. */
  Reference reference(List<FedFlight> training, Monitor monitor) {
    LayoutBuilder first = new LayoutBuilder(COLUMNS, monitor);
    training.forEach(flight -> tell(flight, first));
    ReferenceCounter second = new ReferenceCounter(COLUMNS, first.build());
    training.forEach(flight -> tell(flight, second));
    TreeMap<String, String> provenance = new TreeMap<>();
    provenance.put("source", "demo/flights-2001q1.csv.gz");
    provenance.put("rows", String.valueOf(training.size()));
    Reference reference = second.build(version, Instant.now(), provenance);
    return layout(monitor)
        .map(
            layout ->
                reference.withPerformance(new TrainingPerformance(model, layout).of(training)))
        .orElse(reference);
  }

  private static Optional<PerformanceLayout> layout(Monitor monitor) {
    return monitor.performance().flatMap(policy -> policy.answers().layout());
  }

  /** Answers for the flights and tells Leeway; returns once all are accepted. */
  void predict(URI leeway, List<FedFlight> flights) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (FedFlight fed : flights) {
      Flight flight = fed.flight();
      double probability = model.probability(fed);
      ObjectNode line = JSON.createObjectNode();
      line.put("id", flight.id());
      line.put("model", version.name());
      line.put("version", version.version());
      line.put("eventTime", flight.eventTime());
      ObjectNode features = line.putObject("features");
      features.put("hour", flight.departs().getHour());
      features.put("distance", fed.distance());
      features.put("forecast", fed.forecast());
      features.put("origin", flight.origin());
      features.put("destination", flight.destination());
      ObjectNode output = line.putObject("output");
      output.put("probability", probability);
      output.put("delayed", model.callsDelayed(probability));
      lines.append(line).append('\n');
    }
    post(leeway.resolve("/v1/predictions"), lines.toString(), flights.size());
  }

  /** Tells Leeway how the flights turned out. */
  void label(URI leeway, List<FedFlight> flights) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (FedFlight fed : flights) {
      ObjectNode line = JSON.createObjectNode();
      line.put("predictionId", fed.flight().id());
      line.put("model", version.name());
      line.put("value", fed.flight().delayed());
      lines.append(line).append('\n');
    }
    post(leeway.resolve("/v1/labels"), lines.toString(), flights.size());
  }

  private void tell(FedFlight fed, CellSink sink) {
    Flight flight = fed.flight();
    double probability = model.probability(fed);
    sink.startRow();
    sink.number(0, flight.departs().getHour());
    sink.number(1, fed.distance());
    sink.number(2, fed.forecast());
    sink.text(3, flight.origin());
    sink.text(4, flight.destination());
    sink.number(5, probability);
    sink.flag(6, model.callsDelayed(probability));
  }

  private void post(URI url, String lines, int events) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 202) {
      throw new IOException(url + " answered " + answer.statusCode() + ": " + answer.body());
    }
    JsonNode body = JSON.readTree(answer.body());
    if (body.path("accepted").asInt() != events) {
      throw new IOException(url + " accepted " + body + " of " + events + " events");
    }
  }
}
