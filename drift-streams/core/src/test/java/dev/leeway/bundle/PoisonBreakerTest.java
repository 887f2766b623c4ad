package dev.leeway.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When bad records are a flood. */
class PoisonBreakerTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final long SPAN = PoisonBreaker.SPAN.toMillis();

  private final PoisonBreaker breaker = new PoisonBreaker();

  @Test
  void aFewBadRecords_areNoFlood_evenIfThereAreNoOthers() {
    bad(PoisonBreaker.FLOOD - 1, NOON);
    assertThat(breaker.isOpen()).isFalse();
    bad(PoisonBreaker.FLOOD - 1, NOON + SPAN);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void manyBadRecords_areNoFlood_whileMoreAreGood() {
    good(PoisonBreaker.FLOOD + 1);
    breaker.tick(NOON);
    good(3 * PoisonBreaker.FLOOD);
    bad(2 * PoisonBreaker.FLOOD, NOON);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void halfOfTheRecordsBad_opensIt_andItStaysOpenWhileMoreThanATenthAre() {
    breaker.tick(NOON);
    good(PoisonBreaker.FLOOD);
    bad(PoisonBreaker.FLOOD, NOON + 1);
    assertThat(breaker.isOpen()).isTrue();

    breaker.tick(NOON + SPAN);
    good(4 * PoisonBreaker.FLOOD);
    bad(PoisonBreaker.FLOOD, NOON + SPAN + 1);
    breaker.tick(NOON + 2 * SPAN);
    assertThat(breaker.isOpen()).isTrue();

    good(100 * PoisonBreaker.FLOOD);
    bad(PoisonBreaker.FLOOD, NOON + 2 * SPAN + 1);
    breaker.tick(NOON + 3 * SPAN);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void silence_closesIt() {
    bad(PoisonBreaker.FLOOD, NOON);
    assertThat(breaker.isOpen()).isTrue();
    breaker.tick(NOON + SPAN - 1);
    assertThat(breaker.isOpen()).isTrue();
    breaker.tick(NOON + SPAN);
    breaker.tick(NOON + 2 * SPAN);
    assertThat(breaker.isOpen()).isFalse();
  }

  @Test
  void aClockThatJumps_startsAnew() {
    bad(PoisonBreaker.FLOOD, NOON);
    breaker.tick(NOON - 1_000_000);
    breaker.tick(NOON - 1_000_000 + SPAN);
    assertThat(breaker.isOpen()).isFalse();
  }

  private void bad(int times, long at) {
    for (int i = 0; i < times; i++) {
      breaker.bad(at);
    }
  }

  private void good(int times) {
    for (int i = 0; i < times; i++) {
      breaker.good();
    }
  }
}
