package dev.leeway.alerting.engine;

import static java.util.Objects.requireNonNull;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Where people say what is to be done about alerts. What they say is written down before it is
 * answered, with who, when and why; alerting acts on it within seconds, also after a restart.
 */
public interface AlertDesk {

  /** A silence ends by itself: what is forgotten for longer would be forgotten for good. */
  Duration LONGEST_SILENCE = Duration.ofDays(90);

  /**
   * Who says something, and why.
   *
   * @param who as they call themselves
   */
  record Said(String who, String why) {

    /**
     * @throws IllegalArgumentException if nobody says it
     */
    public Said {
      requireNonNull(why, "why");
      if (who.isBlank()) throw new IllegalArgumentException("who: empty");
    }
  }

  /** What became of an acknowledgement. */
  enum Acknowledged {
    TAKEN,
    /** There is no such alert. */
    UNKNOWN,
    /** It is not open: there is nothing to take on. */
    NOT_OPEN
  }

  /**
   * Every alert as it stands, quiet ones included.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not answer; so do all others here
   */
  List<Alert> alerts();

  /** The silences in force, the one that ends first first. */
  List<Silence> silences();

  /**
   * Silences alerts.
   *
   * @param until after now, and at most {@link #LONGEST_SILENCE} from now
   * @throws IllegalArgumentException if it is not
   */
  Silence silence(Matcher of, Instant until, Said said) throws InterruptedException;

  /** Takes a silence back; false if it is not in force. */
  boolean unsilence(String id, Said said) throws InterruptedException;

  /** Takes the incident on that the alert is in. */
  Acknowledged acknowledge(String fingerprint, Said said) throws InterruptedException;
}
