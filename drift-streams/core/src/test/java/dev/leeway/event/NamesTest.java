package dev.leeway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void isName_takesWhatNeedsNoEscaping() {
    for (String name : List.of("a", "A-1", "team/model", "v1.2_3", "_x", "z".repeat(128))) {
      assertThat(Names.isName(name)).as(name).isTrue();
    }
    for (String other :
        List.of("", "a b", "a:b", "a|b", "é", "a\n", "__x", "__", "z".repeat(129), "a\0")) {
      assertThat(Names.isName(other)).as(other).isFalse();
    }
  }

  @Test
  void modelRef_refusesWhatIsNoName() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelRef("", "1"));
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelRef("delay", "1:2"));
  }

  @Test
  void modelRef_ordersByNameThenVersion() {
    assertThat(
            List.of(new ModelRef("b", "1"), new ModelRef("a", "2"), new ModelRef("a", "1")).stream()
                .sorted()
                .map(ModelRef::toString))
        .containsExactly("a:1", "a:2", "b:1");
  }
}
