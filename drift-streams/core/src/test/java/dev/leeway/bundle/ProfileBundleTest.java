package dev.leeway.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.event.ModelRef;
import dev.leeway.fixture.Models;
import dev.leeway.fixture.Row;
import dev.leeway.fixture.SampleRows;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Decision;
import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.Timing;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import dev.leeway.window.Tide;
import dev.leeway.window.WindowSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ProfileBundleTest {

  private static final long NOW = 1_000_000_000_000L;
  private static final ModelRef MODEL = new ModelRef("delay", "1");
  private static final Reference REFERENCE = Models.reference(MODEL, rows(50));

  private final Models models = new Models().with(monitor(3)).with(REFERENCE);
  private final ProfileBundle bundle = new ProfileBundle(1, 4, models);

  @Test
  void add_admitsAGoodRow() {
    assertThat(add(row())).isEqualTo(Admission.ADMITTED);
    assertThat(drained()).hasSize(1);
  }

  @Test
  void add_withoutIdOrWithTooLongOne_isBadId() {
    assertThat(add(row().id(""))).isEqualTo(Admission.BAD_ID);
    assertThat(add(row().id("i".repeat(129)))).isEqualTo(Admission.BAD_ID);
    assertThat(add(row().id("é".repeat(65)))).isEqualTo(Admission.BAD_ID);
    assertThat(add(row().id("i".repeat(128)))).isEqualTo(Admission.ADMITTED);
  }

  @Test
  void add_ofUnknownModelOrBadName_isUnknownModel() {
    assertThat(add(row().of("other", "1"))).isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(add(row().of("", "1"))).isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(add(row().of("delay", ""))).isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(add(row().of("delay", "a|b"))).isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(add(row().of("delay", "__other__"))).isEqualTo(Admission.UNKNOWN_MODEL);
    assertThat(drained()).isEmpty();
  }

  @Test
  void add_outsideWhatTimingAdmits_isOutOfRange_andMovesNoWatermark() {
    assertThat(add(row().at(NOW))).isEqualTo(Admission.ADMITTED);
    for (long time : new long[] {NOW + 300_001, 4_070_908_800_000L, Long.MAX_VALUE}) {
      assertThat(add(row().at(time))).isEqualTo(Admission.EVENT_TIME_OUT_OF_RANGE);
    }
    for (long time : new long[] {0, -1, Long.MIN_VALUE}) {
      assertThat(add(row().at(time))).isEqualTo(Admission.EVENT_TIME_OUT_OF_RANGE);
    }

    assertThat(tide().models()).extracting(Tide.ModelTide::watermark).containsExactly(time(NOW));
  }

  @Test
  void add_ofARowOlderThanTheHorizon_isTooLate() {
    add(row().at(NOW));

    assertThat(add(row().at(NOW - 600_000))).isEqualTo(Admission.ADMITTED);
    assertThat(add(row().at(NOW - 600_001))).isEqualTo(Admission.TOO_LATE);
    assertThat(bundle.tide(time(NOW)).models().get(0).watermark()).isEqualTo(time(NOW));
  }

  @Test
  void mayClose_onceEventTimeHasPassedAWindowsEndAndGrace_untilTheTideTellsIt() {
    long hour = 3_600_000;
    long end = Math.floorDiv(NOW, hour) * hour + hour;
    add(row().at(NOW));
    bundle.add(row().at(end + 29_999).event(), end + 29_999);
    assertThat(bundle.mayClose()).isFalse();

    bundle.add(row().at(end + 30_000).event(), end + 30_000);
    assertThat(bundle.mayClose()).isTrue();
    bundle.tide(time(end + 30_000));
    assertThat(bundle.mayClose()).isFalse();
    bundle.add(row().at(end + 30_001).event(), end + 30_001);
    assertThat(bundle.mayClose()).isFalse();
  }

  @Test
  void admission_hasItsCode() {
    assertThat(Admission.EVENT_TIME_OUT_OF_RANGE.code()).isEqualTo("event_time_out_of_range");
  }

  @Test
  void drain_leavesNothingBehind() {
    add(row().with("amount", 0.5));
    assertThat(bundle.profiles()).isEqualTo(1);
    assertThat(drained()).hasSize(1);

    assertThat(drained()).isEmpty();
    assertThat(bundle.profiles()).isZero();
    add(row().with("amount", 0.5));
    assertThat(drained()).singleElement().satisfies(part -> rowsAre(part, 1));
  }

  @Test
  void drain_givesDeltas_perPaneVersionAndSegment() {
    add(row().at(NOW).tag("country", "DE"));
    add(row().at(NOW).tag("country", "FR"));
    add(row().at(NOW + 60_000).tag("country", "DE"));
    add(row().at(NOW).of("delay", "2"));

    Map<String, Long> rows = new TreeMap<>();
    for (PartialProfile part : drained()) {
      assertThat(part.sourcePartition()).isEqualTo(1);
      assertThat(part.pane()).isEqualTo(Duration.ofMinutes(1));
      long pane = Duration.between(time(NOW), part.paneStart()).plusSeconds(59).toMinutes();
      rows.put(part.model().version() + part.segment() + pane, part.profile().rows());
    }

    assertThat(rows)
        .isEqualTo(
            Map.of(
                "10",
                2L,
                "11",
                1L,
                "1country=DE0",
                1L,
                "1country=DE1",
                1L,
                "1country=FR0",
                1L,
                "20",
                1L));
  }

  @RepeatedTest(10)
  void drain_afterAnyRows_addsUpToTheWhole(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Row> rows = SampleRows.random(random, 200);
    List<PartialProfile> parts = new ArrayList<>();
    for (Row row : rows) {
      assertThat(add(row.at(NOW))).isEqualTo(Admission.ADMITTED);
      if (random.nextInt(20) == 0) bundle.drain(parts::add);
    }
    bundle.drain(parts::add);

    assertThat(
            ProfileCodec.decisionBytes(
                parts.stream()
                    .filter(part -> part.segment().isEmpty())
                    .map(PartialProfile::profile)
                    .reduce((a, b) -> a.merge(b))
                    .orElseThrow()))
        .isEqualTo(ProfileCodec.decisionBytes(SampleRows.profile(rows)));
    assertThat(parts).extracting(PartialProfile::referenceId).containsOnly(REFERENCE.id());
  }

  @Test
  void paneWithoutReference_isCountedAnewOnceThereIsOne() {
    Models growing = new Models().with(monitor(3));
    ProfileBundle own = new ProfileBundle(0, 1, growing);
    own.add(row().event(), NOW);
    List<PartialProfile> before = new ArrayList<>();
    own.drain(before::add);
    growing.with(REFERENCE);
    own.add(row().event(), NOW);
    List<PartialProfile> after = new ArrayList<>();
    own.drain(after::add);

    assertThat(before).extracting(PartialProfile::referenceId).containsExactly("");
    assertThat(before.get(0).profile().columns()).isEmpty();
    assertThat(after).extracting(PartialProfile::referenceId).containsExactly(REFERENCE.id());
  }

  @Test
  void segmentsBeyondTheCap_andFreeText_goToOther_andAreCounted() {
    for (String country : List.of("A", "B", "x".repeat(129), "C", "D", "A", "E")) {
      add(row().tag("country", country));
    }

    Map<String, Long> rows = new TreeMap<>();
    for (PartialProfile part : drained()) {
      rows.put(part.segment(), part.profile().rows());
    }
    assertThat(rows)
        .isEqualTo(
            Map.of(
                "",
                7L,
                "country=A",
                2L,
                "country=B",
                1L,
                "country=C",
                1L,
                "country=__other__",
                3L));
    assertThat(bundle.takeCapped()).isEqualTo(Map.of("delay", 3L));
    assertThat(bundle.takeCapped()).isEmpty();
  }

  @Test
  void segments_thatComeAgain_areTheSame_howeverManyThereAre() {
    ProfileBundle wide = new ProfileBundle(0, 1, new Models().with(monitor(2_000)).with(REFERENCE));
    for (int i = 0; i < 6_000; i++) {
      wide.add(row().tag("country", "some country " + i % 1_500).event(), NOW);
    }
    List<PartialProfile> parts = new ArrayList<>();
    wide.drain(parts::add);

    assertThat(parts).hasSize(1_501);
    for (PartialProfile part : parts) {
      rowsAre(part, part.segment().isEmpty() ? 6_000 : 4);
    }
  }

  @Test
  void segment_mayBeAColumnOrATag_andNoneWhereTheRowHasNeither() {
    add(row().with("country", "DE"));
    add(row().with("country", 7.0));
    add(row().with("other", "x"));

    assertThat(drained())
        .extracting(PartialProfile::segment)
        .containsExactlyInAnyOrder("", "country=DE", "country=7");
  }

  @Test
  void tide_tellsOnlyModelsThatMoved() {
    assertThat(tide()).isEqualTo(new Tide(1, 4, time(NOW), List.of()));
    bundle.add(row().at(NOW - 5).event(), NOW + 10);
    bundle.add(row().at(NOW - 90).event(), NOW + 4);

    assertThat(tide().models())
        .containsExactly(new Tide.ModelTide("delay", time(NOW - 5), time(NOW + 10)));
    assertThat(tide().models()).isEmpty();
  }

  @Test
  void add_ofMoreVersionsAtOnceThanTheCap_isRefused_untilTheyRest() {
    for (String version : List.of("1", "2", "3")) {
      assertThat(add(row().of("delay", version))).isEqualTo(Admission.ADMITTED);
    }
    assertThat(add(row().of("delay", "4"))).isEqualTo(Admission.TOO_MANY_VERSIONS);
    assertThat(drained()).hasSize(3);
    drained();

    assertThat(add(row().of("delay", "4"))).isEqualTo(Admission.ADMITTED);
    assertThat(add(row().of("delay", "1"))).isEqualTo(Admission.ADMITTED);
    assertThat(drained())
        .extracting(part -> part.model().version())
        .containsExactlyInAnyOrder("1", "4");
  }

  /** A sender's clock five minutes ahead must not close windows five minutes early. */
  @Test
  void tide_neverRunsAheadOfTheReceiveTime() {
    assertThat(add(row().at(NOW + 200_000))).isEqualTo(Admission.ADMITTED);

    assertThat(tide().models()).extracting(Tide.ModelTide::watermark).containsExactly(time(NOW));
  }

  private Admission add(Row row) {
    return bundle.add(row.event(), NOW);
  }

  private List<PartialProfile> drained() {
    List<PartialProfile> parts = new ArrayList<>();
    bundle.drain(parts::add);
    return parts;
  }

  private Tide tide() {
    return bundle.tide(time(NOW));
  }

  private static void rowsAre(PartialProfile part, long rows) {
    assertThat(part.profile().rows()).isEqualTo(rows);
  }

  private static Row row() {
    return new Row().at(NOW);
  }

  private static List<Row> rows(int count) {
    return SampleRows.random(new SplittableRandom(7), count);
  }

  private static Instant time(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static Monitor monitor(int segments) {
    return new Monitor(
        "delay",
        new Timing(
            Duration.ofMinutes(1),
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofSeconds(30),
            Duration.ofDays(31),
            Duration.ofMinutes(5)),
        List.of(WindowSpec.tumbling(Duration.ofHours(1))),
        List.of("country"),
        new TreeMap<>(),
        Decision.DEFAULT,
        new Caps(10, segments, 10, 3));
  }
}
