package dev.leeway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.sketch.DistinctSketch;
import dev.leeway.sketch.TopItems;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Profiles of very many columns. */
class LargeProfileTest {

  @Test
  void whatDoesNotFitWithItsSketches_isWrittenWithoutThem() {
    TopItems names = new TopItems();
    for (int i = 0; i < 190; i++) {
      names.add("n".repeat(120) + i);
    }
    CategoricalProfile column =
        new CategoricalProfile(new long[] {7}, 3, 0, names, new DistinctSketch());
    Profile profile = new Profile(10, 0, Collections.nCopies(800, column));

    byte[] sealed = ProfileCodec.encode(profile);
    assertThat(sealed).hasSizeLessThan(Envelope.MAX_PAYLOAD / 8);
    Profile read = ProfileCodec.decode(sealed);
    assertThat(ProfileCodec.decisionBytes(read)).isEqualTo(ProfileCodec.decisionBytes(profile));
    assertThat(((CategoricalProfile) read.columns().get(5)).newNames().top(1)).isEmpty();
    assertThat(((CategoricalProfile) read.columns().get(5)).newCounts()).isEmpty();
  }
}
