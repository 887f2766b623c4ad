package dev.leeway.app.api;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.Command.Matcher;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.engine.AlertDesk;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.errors.TimeoutException;

/** A desk in memory, on the sixth of March 2001; one alert is {@code open}, one is {@code over}. */
final class FakeDesk implements AlertDesk {

  private static final Instant NOW = Instant.parse("2001-03-06T00:00:00Z");

  private final List<Silence> silences = new ArrayList<>();
  private String acknowledged = "";
  private boolean away;

  /** The alerts of a model on all its rows together. */
  static Matcher allRowsOf(String model) {
    return new Matcher("", model, "", Optional.of(""), "");
  }

  void away() {
    away = true;
  }

  /** What was acknowledged last, and by whom. */
  String acknowledged() {
    return acknowledged;
  }

  @Override
  public List<Alert> alerts() {
    return List.of();
  }

  @Override
  public List<Silence> silences() {
    if (away) throw new TimeoutException("no broker");
    return List.copyOf(silences);
  }

  @Override
  public Silence silence(Matcher of, Instant until, Said said) {
    Silence silence = new Silence("s" + silences.size(), of, until, said.who(), NOW, said.why());
    silences.add(silence);
    return silence;
  }

  @Override
  public boolean unsilence(String id, Said said) {
    return silences.removeIf(silence -> silence.id().equals(id));
  }

  @Override
  public Acknowledged acknowledge(String fingerprint, Said said) {
    if (fingerprint.equals("over")) return Acknowledged.NOT_OPEN;
    if (!fingerprint.equals("open")) return Acknowledged.UNKNOWN;
    acknowledged = fingerprint + " by " + said.who();
    return Acknowledged.TAKEN;
  }
}
