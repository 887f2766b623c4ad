package dev.leeway.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leeway.app.config.LoadedConfig;
import dev.leeway.app.demo.WebhookReceiver.Received;
import dev.leeway.app.process.LeewayProcess;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The story: trained on January, in service from February; on 5 March the feed changes its units,
 * miles to kilometres and minutes to hours, and nobody says so; Leeway notices, alerts and asks for
 * a retraining; version 2 is trained on the first week of the new data and takes over.
 */
final class DemoScenario {

  static final LocalDate INCIDENT = LocalDate.of(2001, 3, 5);

  private static final LocalDate TRAINING = LocalDate.of(2001, 1, 1);
  private static final LocalDate IN_SERVICE = LocalDate.of(2001, 2, 1);
  static final LocalDate RETRAINED = LocalDate.of(2001, 3, 12);
  private static final LocalDate END = LocalDate.of(2001, 4, 1);
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  /** How long a day lasts on the screen, at most, between the incident and the alert. */
  private static final Duration DAY_OF_THE_INCIDENT = Duration.ofSeconds(1);

  private final LeewayProcess leeway;
  private final Monitor monitor;
  private final Feed feed;
  private final Events events;
  private final DemoScreen screen;
  private final long toSend;
  private long sent;

  DemoScenario(
      LeewayProcess leeway, LoadedConfig config, Flights data, Events events, DemoScreen screen) {
    this.leeway = leeway;
    this.monitor = config.monitors().get(0);
    feed = new Feed(data);
    this.events = events;
    this.screen = screen;
    toSend = data.between(IN_SERVICE, END).size();
  }

  /** Plays it; what happened, once every prediction has been counted. */
  DemoOutcome play(long startedNanos) throws IOException, InterruptedException {
    FlightService first = train("1", feed.between(TRAINING, IN_SERVICE));
    replay(first, IN_SERVICE, RETRAINED);
    Optional<Received> alert = events.await(Events.FIRING, Events.DRIFT, PATIENCE);
    if (alert.isPresent()) {
      awaitAll(Events.FIRING);
      FlightService second = train("2", feed.between(INCIDENT, RETRAINED));
      screen.say("@|bold Version 2|@ is trained on the week since the change and takes over.");
      replay(second, RETRAINED, END);
      awaitAll(Events.RESOLVED);
    }
    DemoResults results = DemoResults.await(leeway.url(), sent, PATIENCE);
    DemoPerformance performance =
        DemoPerformance.await(leeway.url(), results.windows().size(), PATIENCE);
    return new DemoOutcome(
        results.calendar(),
        sent,
        results.rows(),
        results.windows().size(),
        results.firstDrifted().map(JsonNode::asText).orElse(""),
        results.drifted(INCIDENT, RETRAINED),
        results.driftedOutside(INCIDENT, RETRAINED),
        performance,
        events.count(Events.FIRING, Events.DRIFT),
        events.count(Events.RESOLVED, Events.DRIFT),
        events.count(),
        events.count(Events.RETRAINING),
        (System.nanoTime() - startedNanos) / 1e9);
  }

  private void awaitAll(String type) throws InterruptedException {
    for (String cause : Events.CAUSES) events.await(type, cause, PATIENCE);
  }

  private FlightService train(String version, List<FedFlight> flights)
      throws IOException, InterruptedException {
    FlightService service =
        new FlightService(new ModelRef(DemoFiles.MODEL, version), new DelayModel(flights));
    leeway.publish(service.reference(flights, monitor));
    screen.say(
        String.format(
            Locale.ROOT,
            "Published the reference of @|bold %s version %s|@: %,d flights.",
            DemoFiles.MODEL,
            version,
            flights.size()));
    return service;
  }

  /** Day by day: the day's predictions, then what became of the day before. */
  private void replay(FlightService service, LocalDate from, LocalDate to)
      throws IOException, InterruptedException {
    List<FedFlight> unlabelled = new ArrayList<>();
    for (LocalDate day = from; day.isBefore(to); day = day.plusDays(1)) {
      if (day.equals(INCIDENT)) {
        screen.say(
            "@|yellow " + day + "  the feed now sends kilometres and hours; nobody says so|@");
      }
      List<FedFlight> flights = feed.between(day, day.plusDays(1));
      service.predict(leeway.url(), flights);
      if (!unlabelled.isEmpty()) service.label(leeway.url(), unlabelled);
      unlabelled = flights;
      sent += flights.size();
      screen.progress(day, sent, toSend);
      // A replay is faster than life; here the person watching wants to see who is told when.
      if (day.isAfter(INCIDENT)) events.await(Events.FIRING, Events.DRIFT, DAY_OF_THE_INCIDENT);
    }
    service.label(leeway.url(), unlabelled);
  }
}
