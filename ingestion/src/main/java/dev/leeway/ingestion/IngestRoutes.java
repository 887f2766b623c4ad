package dev.leeway.ingestion;

import dev.leeway.eventlog.EventKind;
import dev.leeway.eventlog.EventLog;
import dev.leeway.eventlog.EventLogException;
import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /v1/predictions} and {@code POST /v1/labels}: checks events and puts them on their
 * topics. docs/ingestion.md says what may be sent and what is answered.
 *
 * <p>A request holds a thread of the server while its body is read and checked, none while Kafka is
 * waited for.
 */
public final class IngestRoutes {

  private static final Logger LOG = LoggerFactory.getLogger(IngestRoutes.class);

  private final EventLog log;
  private final IngestLimits limits;
  private final IngestMeters meters;
  private final Executor answers;
  private final InFlight inFlight;
  private final BodyReader bodies;
  private final BodyParser parser;

  /**
   * @param source what the events are checked against
   * @param answers writes answers once Kafka has acknowledged; the server's thread pool will do
   */
  public IngestRoutes(Source source, EventLog log, IngestMeters meters, Executor answers) {
    this.log = log;
    this.limits = source.limits();
    this.meters = meters;
    this.answers = answers;
    this.inFlight = new InFlight(limits.inFlightBytes());
    this.bodies = new BodyReader(limits);
    this.parser = new BodyParser(source.catalog(), limits, source.clock());
    meters.watch(inFlight);
  }

  /**
   * What events are checked against.
   *
   * @param clock tells when an event was received
   */
  public record Source(ModelCatalog catalog, IngestLimits limits, InstantSource clock) {}

  /** Adds the routes to a server. */
  public void register(JavalinDefaultRoutingApi routes) {
    for (Route route : Route.values()) {
      routes.post(route.path(), ctx -> new Exchange(ctx, route).serve());
    }
  }

  private enum Route {
    PREDICTIONS(EventKind.PREDICTION, "predictions"),
    LABELS(EventKind.LABEL, "labels");

    private final EventKind kind;
    private final String name;

    Route(EventKind kind, String name) {
      this.kind = kind;
      this.name = name;
    }

    String path() {
      return "/v1/" + name;
    }
  }

  /** One request and its answer. */
  private final class Exchange {

    private final Context ctx;
    private final Route route;
    private final long start = System.nanoTime();
    private final InFlight.Claim claim = inFlight.open();
    private boolean partial;

    Exchange(Context ctx, Route route) {
      this.ctx = ctx;
      this.route = route;
    }

    void serve() throws IOException {
      boolean waiting = false;
      try {
        Reading reading = read();
        if (isStorable(reading)) {
          ctx.future(() -> append(reading));
          waiting = true;
        } else {
          answer(Answer.problem(problem(reading)));
        }
      } catch (Refusal refusal) {
        claim.close();
        refuse(refusal.problem());
      } finally {
        if (!waiting) claim.close();
      }
    }

    /** Answers a request whose body was not read, or not to its end. */
    private void refuse(Problem problem) throws IOException {
      meters.rejected(problem.code(), 1);
      Answer answer = Answer.problem(problem);
      answer.sendNow(ctx);
      answered(answer);
      // Whoever asks before sending has sent nothing, and must not be told to go on.
      if (ctx.header("Expect") == null) BodyReader.discard(ctx.req().getInputStream());
    }

    private boolean isPartial() throws Refusal {
      String partial = ctx.queryParam("partial");
      if (partial == null || partial.equals("false")) return false;
      if (partial.equals("true")) return true;
      Flaw flaw = new Flaw(ProblemCode.BAD_PARAMETER, "?partial", "must be true or false");
      throw new Refusal(new Problem(flaw.code(), flaw.toString(), List.of(flaw)));
    }

    private Reading read() throws Refusal {
      partial = isPartial();
      BodyForm form = BodyForm.of(ctx.req());
      byte[] body = bodies.read(ctx.req(), form, claim);
      return parser.parse(body, form.batch(), route.kind);
    }

    private boolean isStorable(Reading reading) {
      reading.flaws().rejected().forEach(meters::rejected);
      return reading.flaws().events() == 0 || (partial && !reading.events().isEmpty());
    }

    private Problem problem(Reading reading) {
      Flaws flaws = reading.flaws();
      Flaw first = flaws.listed().get(0);
      int events = flaws.events() + reading.events().size();
      String detail =
          events == 1
              ? first.toString()
              : flaws.events() + " of " + events + " events have errors; nothing was stored";
      return new Problem(first.code(), detail, flaws.listed());
    }

    private CompletableFuture<Void> append(Reading reading) {
      return log.append(route.kind, reading.events())
          .orTimeout(limits.ackTimeout().toMillis(), TimeUnit.MILLISECONDS)
          .handleAsync((kept, error) -> outcome(reading, error), answers)
          .thenAccept(this::answer)
          .whenComplete((done, bug) -> claim.close());
    }

    private Answer outcome(Reading reading, @Nullable Throwable error) {
      if (error != null) return Answer.problem(failure(error));
      int events = reading.events().size();
      meters.accepted(route.name, events);
      return reading.flaws().events() == 0
          ? Answer.accepted(events)
          : Answer.partly(events, reading.flaws());
    }

    private void answer(Answer answer) {
      answer.send(ctx);
      answered(answer);
    }

    private void answered(Answer answer) {
      meters.answered(route.name, answer.status(), Duration.ofNanos(System.nanoTime() - start));
    }
  }

  private Problem failure(Throwable thrown) {
    Throwable error =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (error instanceof EventLogException refused
        && refused.kind() == EventLogException.Kind.TOO_LARGE) {
      meters.rejected(ProblemCode.EVENT_TOO_LARGE, 1);
      return Problem.of(ProblemCode.EVENT_TOO_LARGE, "an event is larger than Kafka takes");
    }
    if (!(error instanceof EventLogException || error instanceof TimeoutException)) {
      LOG.error("events could not be stored", error);
    }
    return Problem.of(
        ProblemCode.LOG_UNAVAILABLE,
        "the events were not acknowledged; send all of them again, with the same ids");
  }
}
