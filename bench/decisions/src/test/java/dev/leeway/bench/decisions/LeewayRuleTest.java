package dev.leeway.bench.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeewayRuleTest {

  private final SplittableRandom random = new SplittableRandom(1);

  /** The simulation's short cut and the counting of production must be one. */
  @Test
  void windowCounter_ofNumbers_countsAsTheProfileBuilder() {
    Past past = past(Law.Normal.STANDARD, 2_000);
    Reference reference = LeewayRule.reference(past, Monitor.withDefaults("bench"));
    double[] values = IndependentTraffic.sample(new Law.Normal(0.5, 2), 500, random);
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(reference.layout()));
    for (double value : values) {
      builder.startRow();
      builder.number(0, value);
    }

    assertThat(counted(past, reference, values)).isEqualTo(decision(builder.build()));
  }

  @Test
  void windowCounter_ofCategories_countsAsTheProfileBuilder() {
    // So few rows that the reference misses some of the 200 categories.
    Past past = past(new Law.Zipf(200, 0), 300);
    Reference reference = LeewayRule.reference(past, Monitor.withDefaults("bench"));
    double[] values = IndependentTraffic.sample(new Law.Zipf(200, 0.05), 500, random);
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(reference.layout()));
    for (double value : values) {
      byte[] name = ("c" + (int) value).getBytes(UTF_8);
      builder.startRow();
      builder.text(0, name, 0, name.length);
    }

    assertThat(reference.layout().columns().get(0).bins()).isLessThan(200);
    assertThat(counted(past, reference, values)).isEqualTo(decision(builder.build()));
  }

  @Test
  void watch_findsAShift_andStaysQuietWithout() {
    Past past = past(Law.Normal.STANDARD, 20_000);

    assertThat(everAlarms(past, Law.Normal.STANDARD)).isFalse();
    assertThat(everAlarms(past, new Law.Normal(0.5, 1))).isTrue();
  }

  private boolean everAlarms(Past past, Law law) {
    return FalseAlarms.everAlarms(
        new LeewayRule().watch(past), new IndependentTraffic(law, random), 500, 10);
  }

  private Past past(Law law, int rows) {
    return new Past(law.categories(), List.of(IndependentTraffic.sample(law, rows, random)), 500);
  }

  private static byte[] counted(Past past, Reference reference, double[] values) {
    LeewayRule.WindowCounter counter = new LeewayRule.WindowCounter(past, reference.layout());
    return decision(counter.count(new Listed(values)));
  }

  private static byte[] decision(Profile profile) {
    return ProfileCodec.decisionBytes(profile);
  }

  private record Listed(double[] all) implements Window {

    @Override
    public int rows() {
      return all.length;
    }

    @Override
    public double[] values(int column) {
      return all;
    }

    @Override
    public long[] counts(int column, Grid grid) {
      return grid.count(all);
    }
  }
}
