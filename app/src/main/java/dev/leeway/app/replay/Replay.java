package dev.leeway.app.replay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.leeway.app.rows.RowProgress;
import dev.leeway.app.rows.RowSource;
import dev.leeway.event.ModelRef;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of tables to a gateway as a service would have: predictions and labels in the
 * order of their times, each label when it became known. Both go in batches, so that a label may
 * overtake up to {@value #BATCH} predictions when they are sent without pauses.
 */
public final class Replay {

  static final int BATCH = 1_000;

  private static final int MAX_ERRORS = 10;
  private static final long MILLION = 1_000_000;

  private final ReplayPlan plan;
  private final ReplayClock clock;
  private final Gateway gateway;
  private final List<String> errors = new ArrayList<>();

  public Replay(ReplayPlan plan) {
    this(plan, ReplayClock.SYSTEM);
  }

  Replay(ReplayPlan plan, ReplayClock clock) {
    this.plan = plan;
    this.clock = clock;
    gateway = new Gateway(plan.gateway(), plan.patience(), clock);
  }

  /**
   * The tables.
   *
   * @param labels null where they are in the predictions' table, or there are none
   */
  public record Tables(
      ModelRef model, RowSource predictions, @Nullable RowSource labels, ReplayColumns columns) {}

  /**
   * Sends everything; returns once it has been taken or refused.
   *
   * @param progress hears of the events sent
   * @throws ReplayException if the tables lack something, the gateway refuses a whole batch or is
   *     away for longer than the plan's patience
   */
  public ReplayOutcome run(Tables tables, RowProgress progress) throws InterruptedException {
    try (Spools spools =
        new Spools(new EventJson(tables.model()), tables.columns(), plan.every())) {
      spools.read(tables.predictions(), tables.labels());
      long started = clock.nanoTime();
      Lane predictions = new Lane("/v1/predictions", "eventTime", "row ", spools.predictions());
      Lane labels = new Lane("/v1/labels", "labelTime", "label ", spools.labels());
      if (predictions.events.size() > 0) send(predictions, labels, progress);
      return new ReplayOutcome(
          predictions.sent(), labels.sent(), errors, (clock.nanoTime() - started) / 1e9);
    }
  }

  private void send(Lane predictions, Lane labels, RowProgress progress)
      throws InterruptedException {
    Schedule schedule =
        new Schedule(plan, clock, predictions.events.time(0), predictions.newestTime());
    long total = (long) predictions.events.size() + labels.events.size();
    while (!predictions.isDone() || !labels.isDone()) {
      Lane next = labels.isBefore(predictions) ? labels : predictions;
      long wait = schedule.nanosUntil(next.nextTime());
      if (wait > 0) {
        flush(predictions, labels, schedule);
        progress.at(predictions.next + labels.next, total);
        clock.pause(wait);
      }
      next.take();
      if (next.isFull()) {
        flush(predictions, labels, schedule);
        progress.at(predictions.next + labels.next, total);
      }
    }
    flush(predictions, labels, schedule);
  }

  /** Predictions first: a label should find its own. */
  private void flush(Lane predictions, Lane labels, Schedule schedule) throws InterruptedException {
    predictions.flush(schedule);
    labels.flush(schedule);
  }

  /** The events of one kind. */
  private final class Lane {

    private final String path;
    private final String timeField;
    private final String called;
    private final EventSpool events;
    private int next;
    private int flushed;
    private long accepted;
    private long refused;

    Lane(String path, String timeField, String called, EventSpool events) {
      this.path = path;
      this.timeField = timeField;
      this.called = called;
      this.events = events;
    }

    boolean isDone() {
      return next == events.size();
    }

    boolean isBefore(Lane other) {
      return !isDone() && (other.isDone() || nextTime() < other.nextTime());
    }

    long nextTime() {
      return events.time(next);
    }

    long newestTime() {
      return events.time(events.size() - 1);
    }

    void take() {
      next++;
    }

    boolean isFull() {
      return next - flushed == BATCH;
    }

    ReplayOutcome.Sent sent() {
      return new ReplayOutcome.Sent(accepted, refused);
    }

    void flush(Schedule schedule) throws InterruptedException {
      if (next == flushed) return;
      List<byte[]> batch = new ArrayList<>(next - flushed);
      for (int rank = flushed; rank < next; rank++) {
        batch.add(timed(events.event(rank), schedule.eventTime(events.time(rank))));
      }
      Gateway.Receipt receipt = gateway.post(path, batch);
      accepted += receipt.accepted();
      refused += receipt.refused();
      List<String> told = receipt.errors().stream().map(this::words).toList();
      if (accepted == 0 || (receipt.accepted() == 0 && batch.size() == BATCH)) {
        throw ReplayException.badInput(
            "the gateway refused "
                + receipt.refused()
                + " events in a row, for example "
                + told.get(0)
                + "; "
                + accepted
                + " were taken before");
      }
      told.stream().limit(MAX_ERRORS - errors.size()).forEach(errors::add);
      flushed = next;
    }

    private String words(Gateway.Refusal refusal) {
      if (refusal.line() == 0) return refusal.detail();
      return called + (events.row(flushed + refusal.line() - 1) + 1) + " " + refusal.detail();
    }

    /** The event with its time, in place of its closing brace. */
    private byte[] timed(byte[] event, long time) {
      ByteArrayOutputStream line = new ByteArrayOutputStream(event.length + 40);
      line.write(event, 0, event.length - 1);
      line.writeBytes((",\"" + timeField + "\":" + time + "}").getBytes(US_ASCII));
      return line.toByteArray();
    }
  }

  /** When events are sent and which time they carry. */
  private static final class Schedule {

    private final ReplayPlan plan;
    private final ReplayClock clock;
    private final long first;
    private final long startNanos;
    private final long shift;

    Schedule(ReplayPlan plan, ReplayClock clock, long first, long newest) {
      this.plan = plan;
      this.clock = clock;
      this.first = first;
      startNanos = clock.nanoTime();
      shift = plan.times() == EventTimes.SHIFTED ? clock.millis() - newest : 0;
    }

    /** How long until an event of the given time of the file is due; not positive if it is. */
    long nanosUntil(long time) {
      if (plan.speed().isEmpty()) return 0;
      double due = (time - first) / plan.speed().getAsDouble() * MILLION;
      return startNanos + (long) due - clock.nanoTime();
    }

    long eventTime(long time) {
      return plan.times() == EventTimes.NOW ? clock.millis() : time + shift;
    }
  }
}
