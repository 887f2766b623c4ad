package dev.leeway.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class JointProfileTest {

  private static final List<double[]> ROWS =
      Populations.rows(new Populations(1).correlated(4, 0.6), 500);
  private static final JointTransform TRANSFORM = Populations.fit(ROWS);

  private static JointProfile count(List<double[]> rows) {
    return Populations.count(TRANSFORM, rows);
  }

  @Test
  void merge_ofAnySplitAndOrderIsTheWholeToTheByte() {
    JointProfile whole = count(ROWS);
    Random random = new Random(9);
    for (int trial = 0; trial < 10; trial++) {
      List<double[]> shuffled = new ArrayList<>(ROWS);
      Collections.shuffle(shuffled, random);
      int cut = random.nextInt(ROWS.size());
      JointProfile a = count(shuffled.subList(0, cut));
      JointProfile b = count(shuffled.subList(cut, shuffled.size()));
      assertThat(a.merge(b).toBytes()).isEqualTo(whole.toBytes());
      assertThat(b.merge(a)).isEqualTo(whole);
    }
  }

  @Test
  void merge_withNoRowsChangesNothing() {
    assertThat(count(ROWS).merge(TRANSFORM.noRows())).isEqualTo(count(ROWS));
  }

  @Test
  void subtract_undoesMergeToTheByte() {
    JointProfile a = count(ROWS.subList(0, 123));
    JointProfile b = count(ROWS.subList(123, 500));
    assertThat(a.merge(b).subtract(b).toBytes()).isEqualTo(a.toBytes());
    assertThatThrownBy(() -> a.subtract(b)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cells_addUpLikeProfiles() {
    JointProfile a = count(ROWS.subList(0, 123));
    JointProfile b = count(ROWS.subList(123, 500));
    long[] sum = a.cells();
    for (int i = 0; i < sum.length; i++) sum[i] += b.cells()[i];
    assertThat(JointProfile.ofCells(sum)).isEqualTo(a.merge(b));
    sum[3] = -1;
    assertThatThrownBy(() -> JointProfile.ofCells(sum))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void mergeAndSubtract_refuseAnotherTransform() {
    JointProfile other =
        Populations.fit(Populations.rows(new Populations(1).correlated(2, 0), 50)).noRows();
    assertThatThrownBy(() -> other.merge(count(ROWS))).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> other.subtract(count(ROWS)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void bytes_comeBack() {
    assertThat(JointProfile.fromBytes(count(ROWS).toBytes())).isEqualTo(count(ROWS));
    JointProfile extreme = new JointProfile(5, new long[] {Long.MAX_VALUE, 0, 127, 128});
    assertThat(JointProfile.fromBytes(extreme.toBytes())).isEqualTo(extreme);
  }

  @Test
  void bytesCutShort_areRefused() {
    byte[] bytes = count(ROWS.subList(0, 3)).toBytes();
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> JointProfile.fromBytes(cut))
          .isInstanceOf(CorruptStateException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> JointProfile.fromBytes(longer))
        .isInstanceOf(CorruptStateException.class);
  }

  @Test
  void flippedBits_giveAProfileOrCorruptState() {
    damage(count(ROWS).toBytes(), bytes -> JointProfile.fromBytes(bytes).size());
    damage(TRANSFORM.toBytes(), bytes -> JointTransform.fromBytes(bytes).sums());
  }

  private static void damage(byte[] bytes, ToIntFunction<byte[]> read) {
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(read.applyAsInt(damaged)).isGreaterThanOrEqualTo(0);
      } catch (CorruptStateException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }

  @Test
  void clear_keepsWhatWasBuilt() {
    JointCounter counter = new JointCounter(TRANSFORM);
    counter.startRow();
    counter.endRow();
    JointProfile built = counter.build();
    byte[] before = built.toBytes();
    counter.clear();
    counter.startRow();
    counter.number(0, 3);
    counter.endRow();
    assertThat(built.toBytes()).isEqualTo(before);
    assertThat(counter.rows()).isEqualTo(1);
  }
}
