package dev.leeway.alerting;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** What a person decides about alerts. Who, when and why are kept with every one. */
public sealed interface Command {

  /** Whoever decided, as they call themselves. */
  String who();

  /** When they did, by their clock. */
  Instant at();

  /** What they said about it; may be empty. */
  String why();

  /**
   * Nobody is to be told of certain alerts for a while.
   *
   * @param id names the silence; another one of the same id replaces it
   * @param until by the clock of whoever set it, not included
   */
  record Silence(String id, Matcher of, Instant until, String who, Instant at, String why)
      implements Command {

    /**
     * @throws IllegalArgumentException if the id is empty or it ends before it begins
     */
    public Silence {
      requireNonNull(of, "of");
      requireNonNull(who, "who");
      requireNonNull(why, "why");
      if (id.isEmpty()) throw new IllegalArgumentException("id: empty");
      if (!at.isBefore(until)) throw new IllegalArgumentException("until: not after " + at);
    }
  }

  /**
   * A silence is taken back.
   *
   * @param id of the silence
   */
  record Unsilence(String id, String who, Instant at, String why) implements Command {

    public Unsilence {
      requireNonNull(id, "id");
      requireNonNull(who, "who");
      requireNonNull(at, "at");
      requireNonNull(why, "why");
    }
  }

  /**
   * Somebody takes on an incident.
   *
   * @param episode of the alert; one that is over or yet to come is not meant
   */
  record Acknowledge(String fingerprint, int episode, String who, Instant at, String why)
      implements Command {

    public Acknowledge {
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(who, "who");
      requireNonNull(at, "at");
      requireNonNull(why, "why");
    }
  }

  /**
   * Which alerts are meant; what is empty is not asked about.
   *
   * @param segment present and empty for all rows together
   * @param rule name of a rule
   */
  record Matcher(
      String fingerprint, String model, String version, Optional<String> segment, String rule) {

    /** Every alert. */
    public static final Matcher ALL = new Matcher("", "", "", Optional.empty(), "");

    public Matcher {
      requireNonNull(fingerprint, "fingerprint");
      requireNonNull(model, "model");
      requireNonNull(version, "version");
      requireNonNull(segment, "segment");
      requireNonNull(rule, "rule");
    }

    /** One alert. */
    public static Matcher alert(String fingerprint) {
      return new Matcher(fingerprint, "", "", Optional.empty(), "");
    }

    /** Every alert of a model. */
    public static Matcher model(String name) {
      return new Matcher("", name, "", Optional.empty(), "");
    }

    /** Whether the alert of the key is meant. */
    public boolean matches(AlertKey key) {
      return same(model, key.model().name())
          && same(version, key.model().version())
          && same(rule, key.rule())
          && segment.map(key.segment()::equals).orElse(true)
          && (fingerprint.isEmpty() || fingerprint.equals(key.fingerprint()));
    }

    private static boolean same(String wanted, String given) {
      return wanted.isEmpty() || wanted.equals(given);
    }
  }
}
