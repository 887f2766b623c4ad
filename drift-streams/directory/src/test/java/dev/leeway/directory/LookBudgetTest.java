package dev.leeway.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What looking may take. */
class LookBudgetTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final LookBudget budget = new LookBudget(0);

  @Test
  void aBurst_thenATenthOfTheTime() {
    budget.spend(2 * SECOND);
    assertThat(budget.hasAny(0)).isFalse();
    budget.spend(SECOND);
    assertThat(budget.hasAny(10 * SECOND)).isFalse();
    assertThat(budget.hasAny(10 * SECOND + 10)).isTrue();
  }

  @Test
  void whatIsNotUsed_doesNotPileUp() {
    assertThat(budget.hasAny(3_600 * SECOND)).isTrue();
    budget.spend(2 * SECOND);
    assertThat(budget.hasAny(3_600 * SECOND)).isFalse();
  }
}
