package dev.leeway.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Comparator;

/**
 * One message to one target, and how far it has come.
 *
 * @param id idempotency key of the message: the same over retries and restarts
 * @param attempts how often delivery was tried
 * @param outcome what the last attempt met, for example {@code 204} or {@code timeout}; empty
 *     before the first
 * @param createdAt when it was written down, by the wall clock
 * @param sequence order of creation
 */
public record Dispatch(
    String id,
    Message message,
    State state,
    int attempts,
    String outcome,
    Instant createdAt,
    long sequence) {

  /** How far a message has come. */
  public enum State {
    /** To be delivered, or to be tried again. */
    QUEUED,
    /** The target took it. */
    DELIVERED,
    /** Given up; an operator may queue it again. */
    DEAD
  }

  /**
   * What is to be told.
   *
   * @param target name of the target
   * @param type CloudEvents type
   * @param body the CloudEvents JSON to send
   */
  public record Message(String target, String type, String body, Topic topic) {

    public Message {
      requireNonNull(target, "target");
      requireNonNull(type, "type");
      requireNonNull(body, "body");
      requireNonNull(topic, "topic");
    }
  }

  /**
   * What the message is about.
   *
   * @param fingerprint the alert; messages about one alert reach a target in order
   * @param policy retraining policy that asked for it; empty for an alert itself
   * @param eventTime end of the window that caused it
   */
  public record Topic(
      String model, String fingerprint, int episode, String policy, Instant eventTime) {

    public Topic {
      requireNonNull(model, "model");
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(policy, "policy");
      requireNonNull(eventTime, "eventTime");
    }
  }

  private static final String BEGUN = "begun";
  private static final String HELD = "held: ";

  /** The order in which a target is told. */
  public static final Comparator<Dispatch> BY_AGE =
      Comparator.comparingLong(Dispatch::sequence)
          .thenComparing(Dispatch::createdAt)
          .thenComparing(Dispatch::id);

  public Dispatch {
    requireNonNull(id, "id");
    requireNonNull(message, "message");
    requireNonNull(state, "state");
    requireNonNull(outcome, "outcome");
    requireNonNull(createdAt, "createdAt");
    if (id.isEmpty()) throw new IllegalArgumentException("no id");
    if (attempts < 0) throw new IllegalArgumentException("attempts: " + attempts);
  }

  /** A message that nobody has tried to deliver yet. */
  public static Dispatch queued(String id, Message message, Instant createdAt, long sequence) {
    return new Dispatch(id, message, State.QUEUED, 0, "", createdAt, sequence);
  }

  /** The same, with a note that an attempt has begun whose end is not written down yet. */
  public Dispatch begin() {
    return new Dispatch(id, message, state, attempts, BEGUN, createdAt, sequence);
  }

  /** Whether an attempt began and nobody wrote down its end. */
  public boolean begun() {
    return state == State.QUEUED && outcome.equals(BEGUN);
  }

  /**
   * The same, held until a person queues it again.
   *
   * @param why in a few words
   */
  public Dispatch held(String why) {
    return new Dispatch(id, message, State.DEAD, attempts, HELD + why, createdAt, sequence);
  }

  /** Whether it waits for a person, who has to name it: it was never tried. */
  public boolean held() {
    return state == State.DEAD && outcome.startsWith(HELD);
  }

  /** To be delivered as if for the first time, in its old place. */
  public Dispatch again() {
    return new Dispatch(id, message, State.QUEUED, 0, "", createdAt, sequence);
  }

  /** After one more attempt. */
  public Dispatch tried(State next, String met) {
    return new Dispatch(id, message, next, attempts + 1, met, createdAt, sequence);
  }

  public String target() {
    return message.target();
  }
}
