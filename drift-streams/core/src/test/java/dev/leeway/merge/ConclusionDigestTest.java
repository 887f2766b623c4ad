package dev.leeway.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.window.Window;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConclusionDigestTest {

  @Test
  void digests_areEqualOnEveryMachine_whateverTheRevision() {
    Conclusion told = conclusion(1, State.OK, 0.25);

    assertThat(told.utterance().digest())
        .isEqualTo(conclusion(7, State.OK, 0.25).utterance().digest());
    assertThat(told.states()).isEqualTo(conclusion(7, State.OK, 0.25).states());
    assertThat(told.utterance().digest()).isEqualTo(3185168103059395863L);
    assertThat(told.states()).isEqualTo(8402315136983919082L);
  }

  @Test
  void anyNumber_makesAnotherDigest_butTheSameStates() {
    Conclusion told = conclusion(1, State.OK, 0.25);
    Conclusion other = conclusion(1, State.OK, Math.nextUp(0.25));

    assertThat(other.utterance().digest()).isNotEqualTo(told.utterance().digest());
    assertThat(other.states()).isEqualTo(told.states());
  }

  @Test
  void stateOfAColumnOrOfQuality_makesOtherDigestsOfBoth() {
    Set<Long> digests = new HashSet<>();
    Set<Long> states = new HashSet<>();
    for (State state : List.of(State.OK, State.DRIFTED)) {
      Conclusion told = conclusion(1, state, 0.25);
      Conclusion both = new Conclusion(told.verdict(), Optional.of(told.verdict()), told.profile());
      digests.addAll(Set.of(told.utterance().digest(), both.utterance().digest()));
      states.addAll(Set.of(told.states(), both.states()));
    }

    assertThat(digests).hasSize(4);
    assertThat(states).hasSize(4);
  }

  private static Conclusion conclusion(int revision, State state, double value) {
    MeasureResult result =
        new MeasureResult(
            Measure.PSI,
            value,
            OptionalDouble.empty(),
            OptionalDouble.of(0.5),
            OptionalDouble.empty(),
            "psi/v1",
            100,
            40);
    ColumnVerdict column =
        new ColumnVerdict("amount", ColumnKind.NUMERIC, state, "", 40, 2, List.of(result));
    Verdict verdict =
        new Verdict(
            new ModelRef("delay", "1"),
            "",
            new Window(Instant.EPOCH, Instant.EPOCH.plusSeconds(300)),
            Verdict.Kind.DRIFT,
            revision,
            State.OK,
            Verdict.UnknownReason.NONE,
            40,
            "r",
            List.of(column));
    return new Conclusion(verdict, Optional.empty(), new Profile(40, 0, List.of()));
  }
}
