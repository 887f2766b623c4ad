package dev.leeway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.registry.RegistryException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** Who waits for a registry, for how long, and what is told meanwhile. */
class PatientRegistryTest {

  private static final Schema TEXT = Schema.create(Schema.Type.STRING);

  private final Moody moody = new Moody();

  @Test
  void oneThatIsAway_isAskedAgain_andMeanwhileThatIsTold() {
    PatientRegistry patient = new PatientRegistry(moody, Duration.ofSeconds(30));
    moody.asked = () -> moody.told.add(patient.trouble());
    moody.refusals = 3;

    assertThat(patient.register("subject", TEXT)).isEqualTo(7);
    assertThat(moody.told).containsExactly("", "away", "away", "away");
    assertThat(patient.trouble()).isEmpty();
  }

  @Test
  void oneThatStaysAway_isGivenUp() {
    PatientRegistry patient = new PatientRegistry(moody, Duration.ofMillis(150));
    moody.refusals = Integer.MAX_VALUE;

    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> patient.byId(1))
        .extracting(RegistryException::kind)
        .isEqualTo(Kind.UNAVAILABLE);
    assertThat(patient.trouble()).isEmpty();
  }

  @Test
  void aFinalAnswer_isTakenAtOnce() {
    PatientRegistry patient = new PatientRegistry(moody, Duration.ofSeconds(30));
    moody.refusals = 1;
    moody.kind = Kind.UNKNOWN_ID;

    assertThatExceptionOfType(RegistryException.class).isThrownBy(() -> patient.byId(1));
    assertThat(moody.refusals).isZero();
  }

  /** Refuses as often as it is told. */
  private static final class Moody implements SchemaRegistry {

    private final List<String> told = new ArrayList<>();
    private int refusals;
    private Kind kind = Kind.UNAVAILABLE;
    private Runnable asked = () -> {};

    @Override
    public int register(String subject, Schema schema) {
      answer();
      return 7;
    }

    @Override
    public Schema byId(int id) {
      answer();
      return TEXT;
    }

    private void answer() {
      asked.run();
      if (refusals == 0) return;
      refusals--;
      throw new RegistryException(kind, "away");
    }
  }
}
