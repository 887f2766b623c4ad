package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
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
import java.util.TreeMap;

/**
 * The service that answers "will this flight be late?" with one version of the model, and tells
 * Leeway of every answer, and of the truth once it is known.
 */
final class FlightService {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> COLUMNS =
      List.of("hour", "distance", "origin", "destination", "probability", "delayed");

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
    return second.build(version, Instant.now(), provenance);
  }

  /** Answers for the flights and tells Leeway; returns once all are accepted. */
  void predict(URI leeway, List<FedFlight> flights) throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    for (FedFlight fed : flights) {
      Flight flight = fed.flight();
      double probability = probability(fed);
      ObjectNode line = JSON.createObjectNode();
      line.put("id", flight.id());
      line.put("model", version.name());
      line.put("version", version.version());
      line.put("eventTime", flight.eventTime());
      ObjectNode features = line.putObject("features");
      features.put("hour", flight.departs().getHour());
      features.put("distance", fed.distance());
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

  private double probability(FedFlight fed) {
    return model.probability(DelayModel.input(fed.flight(), fed.distance()));
  }

  private void tell(FedFlight fed, CellSink sink) {
    Flight flight = fed.flight();
    double probability = probability(fed);
    sink.startRow();
    sink.number(0, flight.departs().getHour());
    sink.number(1, fed.distance());
    sink.text(2, flight.origin());
    sink.text(3, flight.destination());
    sink.number(4, probability);
    sink.flag(5, model.callsDelayed(probability));
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

  /**
   * A flight as the upstream feed told the service of it.
   *
   * @param distance in miles, or in kilometres since the feed was changed
   */
  record FedFlight(Flight flight, double distance) {}
}
