package dev.leeway.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.rule.Cause;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class StableIdTest {

  /** SHA-256 of the empty text, in base32 by coreutils. */
  @Test
  void of_isBase32OfSha256() {
    assertThat(StableId.of(""))
        .isEqualTo("4oymiquy7qobjgx36tejs35zeqt24qpemsnzgtfeswmrw6csxbkq")
        .hasSize(52);
  }

  @Test
  void of_tellsFactsApart() {
    assertThat(StableId.of("a", "b")).isEqualTo(StableId.of("a", "b"));
    assertThat(StableId.of("a", "b")).isNotEqualTo(StableId.of("b", "a"));
  }

  /** Written down once; if it changes, running alerts lose their past. */
  @Test
  void fingerprint_staysTheSameForEver() {
    AlertKey key =
        new AlertKey(
            new ModelRef("flight-delay", "1"),
            "country=DE",
            "drift",
            Cause.DRIFT,
            Duration.ofHours(1));
    assertThat(key.fingerprint()).isEqualTo("2leq2oexk67bihhqb3wlkiu3vow75xj7jhy6pcqqsrgldjzs4xdq");
  }
}
