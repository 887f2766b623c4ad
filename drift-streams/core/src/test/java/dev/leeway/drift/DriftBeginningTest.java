package dev.leeway.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.profile.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where a drift is said to have begun. */
class DriftBeginningTest {

  private static final Instant START = Instant.parse("2001-03-05T00:00:00Z");
  private static final Duration SPAN = Duration.ofHours(1);

  private final SplittableRandom random = new SplittableRandom(5);
  private final Column column = Column.of(Column.cells(20_000, random::nextGaussian));
  private final DriftJudge judge = new DriftJudge(column.reference, Column.MONITOR);

  /** Its evidence is summed up anew from time to time, which is no new beginning. */
  @Test
  void since_staysWhereTheDriftBegan_asLongAsItLasts() {
    Accumulation sum = judge.begin(START);
    for (int span = 0; span < 10; span++) {
      sum = next(sum, 0);
    }
    Instant told = next(sum, 1).column(0).since();
    for (int span = 0; span < 60; span++) {
      sum = next(sum, 1);
      assertThat(sum.column(0).drifted()).isTrue();
      assertThat(sum.column(0).since()).as("span %d", span).isBeforeOrEqualTo(told);
    }
  }

  /** A drift that comes again begins again. */
  @Test
  void since_ofTheNextDrift_isItsOwn() {
    Accumulation sum = judge.begin(START);
    for (int span = 0; span < 10; span++) {
      sum = next(sum, 1);
    }
    while (sum.column(0).drifted()) {
      sum = next(sum, 0);
    }
    Instant over = sum.at();
    for (int span = 0; span < 5; span++) {
      sum = next(sum, 0);
    }
    sum = next(sum, 1);

    assertThat(sum.column(0).drifted()).isTrue();
    assertThat(sum.column(0).since()).isAfterOrEqualTo(over.minus(SPAN.multipliedBy(2)));
  }

  private Accumulation next(Accumulation sum, double shift) {
    Profile rows = column.window(Column.cells(300, () -> random.nextGaussian() + shift));
    return judge.advance(sum, rows, sum.at().plus(SPAN));
  }
}
