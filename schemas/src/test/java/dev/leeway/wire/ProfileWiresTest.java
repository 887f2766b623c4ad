package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.merge.PaneKey;
import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.performance.Outcome;
import dev.leeway.performance.PerformanceCounter;
import dev.leeway.performance.PerformanceLayoutCodec;
import dev.leeway.performance.Reading.Good;
import dev.leeway.performance.RegressionLayout;
import dev.leeway.performance.ScoreGrid;
import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferencePerformance;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.schemas.avro.PartialProfileRecord;
import dev.leeway.schemas.avro.QuarantinedRecord;
import dev.leeway.schemas.avro.ReferenceRecord;
import dev.leeway.schemas.avro.TideRecord;
import dev.leeway.topics.Topics;
import dev.leeway.window.Tide;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Records that carry a sealed profile, and those beside them on their topics. */
class ProfileWiresTest {

  private static final Instant DAY = Instant.parse("2001-03-05T00:00:00Z");
  private static final ModelRef MODEL = new ModelRef("delay", "1");
  private static final Layout LAYOUT =
      new Layout(
          List.of(
              new ColumnLayout.Numeric(
                  "distance", ColumnKind.NUMERIC, new Edges(new double[] {1, 2, 3})),
              new ColumnLayout.Categorical(
                  "origin", ColumnKind.CATEGORICAL, List.of("ATL", "ORD"))));

  private final MemorySchemaRegistry registry = new MemorySchemaRegistry();
  private final Topics topics = Topics.withDefaults();
  private final PartialWire partials = new PartialWire(registry, topics);
  private final ReferenceWire references = new ReferenceWire(registry, topics);

  @Test
  void partial_comesBack() throws Undecodable {
    PartialProfile partial =
        new PartialProfile(
            MODEL, "origin=ATL", DAY, Duration.ofMinutes(1), "ref-1", 3, profile(500));

    byte[] bytes = partials.encode(partial);
    PartialProfile back = partials.decodePartial(bytes);

    assertThat(partials.isTide(bytes)).isFalse();
    assertThat(back).usingRecursiveComparison().ignoringFields("profile").isEqualTo(partial);
    assertThat(ProfileCodec.decisionBytes(back.profile()))
        .isEqualTo(ProfileCodec.decisionBytes(partial.profile()));
  }

  @Test
  void outcomes_comeBack() throws Undecodable {
    PerformancePartial partial = outcomes();

    byte[] bytes = partials.encode(partial);

    assertThat(partials.isTide(bytes)).isFalse();
    assertThat(partials.isOfOutcomes(bytes)).isTrue();
    assertThat(partials.decodeOutcomes(bytes)).isEqualTo(partial);
    assertThat(partials.paneOfOutcomes(bytes)).contains(PaneKey.of(partial));
    assertThat(partials.paneOf(bytes)).isEmpty();
    assertUndecodable(() -> partials.decodePartial(bytes));
    assertUndecodable(() -> partials.isOfOutcomes(null));
    byte[] rows =
        partials.encode(
            new PartialProfile(MODEL, "", DAY, Duration.ofMinutes(1), "ref-1", 3, profile(5)));
    assertThat(partials.isOfOutcomes(rows)).isFalse();
    assertThat(partials.paneOfOutcomes(rows)).isEmpty();
  }

  @Test
  void outcomes_damagedOrTruncatedAnywhere_areUndecodable_orSayTheSameProfile() {
    byte[] whole = partials.encode(outcomes());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertUndecodable(() -> partials.decodeOutcomes(part));
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        // A flip outside the envelope, in a name or a time: the counts are what was counted.
        assertThat(partials.decodeOutcomes(flipped).profile()).isEqualTo(outcomes().profile());
      } catch (Undecodable expected) {
        assertThat(expected.reason()).isNotNull();
      }
    }
  }

  /** Of two predictions, one of which has a label that takes the place of another. */
  private static PerformancePartial outcomes() {
    RegressionLayout minutes = new RegressionLayout("predicted", List.of(), ScoreGrid.magnitudes());
    Answer answer = ((Good<Answer>) minutes.answer(column -> new Cell.Numeric(12))).value();
    PerformanceCounter counter = new PerformanceCounter(minutes);
    counter.addPredicted(answer).addPredicted(answer);
    counter.add(new Outcome(answer, 15)).retract(new Outcome(answer, 14.5));
    return new PerformancePartial(
        MODEL,
        "origin=ATL",
        DAY,
        Duration.ofMinutes(1),
        PerformanceLayoutCodec.id(minutes),
        3,
        counter.build());
  }

  @Test
  void tide_comesBack() throws Undecodable {
    Tide tide =
        new Tide(
            2,
            4,
            DAY,
            List.of(new Tide.ModelTide("delay", DAY.minusSeconds(5), DAY.minusMillis(1))));

    byte[] bytes = partials.encode(tide);

    assertThat(partials.isTide(bytes)).isTrue();
    assertThat(partials.decodeTide(bytes)).isEqualTo(tide);
    Tide joined = tide.withLabelsAt(DAY.minusSeconds(9));
    assertThat(partials.decodeTide(partials.encode(joined))).isEqualTo(joined);
    assertThat(partials.decodeTide(partials.encode(new Tide(0, 1, DAY, List.of()))).models())
        .isEmpty();
    assertUndecodable(() -> partials.decodePartial(bytes));
    assertUndecodable(() -> partials.isTide(null));
    assertUndecodable(() -> partials.isTide(new byte[3]));
  }

  @Test
  void tide_ofPartitionBeyondTheLast_isMalformed() {
    RecordCodec<TideRecord> codec =
        new RecordCodec<>(
            registry,
            RecordCodec.subject(topics.partials(), TideRecord.getClassSchema()),
            TideRecord.getClassSchema());
    byte[] bytes = codec.encode(new TideRecord(4, 4, DAY, List.of(), DAY));

    assertUndecodable(() -> partials.decodeTide(bytes));
  }

  @Test
  void partial_damagedOrTruncatedAnywhere_isUndecodable_orSaysTheSameProfile() {
    byte[] whole =
        partials.encode(
            new PartialProfile(MODEL, "", DAY, Duration.ofMinutes(1), "ref-1", 3, profile(20)));
    byte[] counts = ProfileCodec.decisionBytes(profile(20));
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertUndecodable(() -> partials.decodePartial(part));
    }
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        PartialProfile read = partials.decodePartial(flipped);
        // A flip outside the envelope, in a name or a time: the counts are what was counted.
        assertThat(ProfileCodec.decisionBytes(read.profile())).isEqualTo(counts);
      } catch (Undecodable expected) {
        assertThat(expected.reason()).isNotNull();
      }
    }
  }

  @Test
  void partialRecord_withWrongFields_isMalformed() {
    RecordCodec<PartialProfileRecord> codec =
        new RecordCodec<>(
            registry,
            RecordCodec.subject(topics.partials(), PartialProfileRecord.getClassSchema()),
            PartialProfileRecord.getClassSchema());
    ByteBuffer sealed = ByteBuffer.wrap(ProfileCodec.encode(profile(3)));
    byte[] badName =
        codec.encode(new PartialProfileRecord("", "1", "", DAY, 60_000L, "", 0, sealed));
    byte[] empty =
        codec.encode(
            new PartialProfileRecord(
                "delay", "1", "", DAY, 60_000L, "", 0, ByteBuffer.wrap(new byte[0])));
    byte[] good =
        codec.encode(new PartialProfileRecord("delay", "1", "", DAY, 60_000L, "", 0, sealed));

    assertUndecodable(() -> partials.decodePartial(badName));
    assertUndecodable(() -> partials.decodePartial(empty));
    assertThat(good).isNotEmpty();
  }

  @Test
  void reference_comesBack_withItsId() throws Undecodable {
    Reference reference = reference();

    Reference back = references.decode(references.encode(reference));

    assertThat(back.bands()).isEqualTo(reference.bands());

    assertThat(back.id()).isEqualTo(reference.id());
    assertThat(back.model()).isEqualTo(MODEL);
    assertThat(back.layout()).isEqualTo(LAYOUT);
    assertThat(back.provenance()).isEqualTo(reference.provenance());
    assertThat(back.effectiveFrom()).isEqualTo(DAY);
    assertThat(back.createdAt()).isEqualTo(DAY.plusSeconds(1));
    assertThat(ProfileCodec.decisionBytes(back.profile()))
        .isEqualTo(ProfileCodec.decisionBytes(reference.profile()));
    assertThat(new String(ReferenceWire.key(reference), UTF_8))
        .isEqualTo("delay:1|2001-03-05T00:00:00Z");
  }

  @Test
  void reference_comesBack_withItsPerformance() throws Undecodable {
    Reference reference = reference().withPerformance(performance());

    Reference back = references.decode(references.encode(reference));

    assertThat(back.performance()).contains(performance());
    assertThat(back.id()).isEqualTo(reference.id()).isNotEqualTo(reference().id());
    assertThat(ReferenceWire.record(reference()).getPerformance()).isNull();
    ReferenceRecord damaged = ReferenceWire.record(reference);
    damaged.getPerformance().array()[40] ^= 1;
    assertUndecodable(() -> ReferenceWire.reference(damaged));
    ReferenceRecord without = ReferenceWire.record(reference);
    without.setPerformance(null);
    assertUndecodable(() -> ReferenceWire.reference(without));
  }

  @Test
  void referenceRecord_thatIsNotWhatItsIdSays_isMalformed() throws Undecodable {
    ReferenceRecord record = ReferenceWire.record(reference());
    assertThat(ReferenceWire.reference(record).id()).isEqualTo(record.getReferenceId());

    record.setReferenceId("0123456789abcdef");
    assertUndecodable(() -> ReferenceWire.reference(record));
    ReferenceRecord otherModel = ReferenceWire.record(reference());
    otherModel.setVersion("2");
    assertUndecodable(() -> ReferenceWire.reference(otherModel));
  }

  @Test
  void referenceRecord_withDamagedOrForeignParts_isMalformed() {
    for (int at : new int[] {0, 5, 20}) {
      ReferenceRecord layout = ReferenceWire.record(reference());
      layout.getLayout().array()[at] ^= 1;
      assertUndecodable(() -> ReferenceWire.reference(layout));
      ReferenceRecord profile = ReferenceWire.record(reference());
      profile.getProfile().array()[at] ^= 1;
      assertUndecodable(() -> ReferenceWire.reference(profile));
    }
    ReferenceRecord swapped = ReferenceWire.record(reference());
    swapped.setProfile(swapped.getLayout());
    assertUndecodable(() -> ReferenceWire.reference(swapped));
    ReferenceRecord other = ReferenceWire.record(reference());
    Profile empty = new Profile(0, 0, List.of());
    other.setProfile(ByteBuffer.wrap(ProfileCodec.encode(empty)));
    assertUndecodable(() -> ReferenceWire.reference(other));
  }

  @Test
  void quarantined_comesBack() throws Undecodable {
    QuarantineWire wire = new QuarantineWire(registry, topics);
    QuarantinedRecord record = new QuarantinedRecord();
    record.setReason("malformed");
    record.setDetail("the record ends early");
    record.setTopic("predictions");
    record.setPartition(2);
    record.setOffset(77);
    record.setReceivedAt(DAY);
    record.setKey(null);
    record.setValue(ByteBuffer.wrap(new byte[] {0, 1, 2}));

    assertThat(wire.decode(wire.encode(record))).isEqualTo(record);
  }

  private interface Reading {
    Object read() throws Undecodable;
  }

  private static void assertUndecodable(Reading reading) {
    assertThatExceptionOfType(Undecodable.class).isThrownBy(reading::read);
  }

  private static Reference reference() {
    return new Reference(
        MODEL,
        DAY,
        DAY.plusSeconds(1),
        new TreeMap<>(Map.of("file", "january.csv", "rows", "300")),
        LAYOUT,
        profile(300));
  }

  private static ReferencePerformance performance() {
    RegressionLayout minutes =
        new RegressionLayout("delay", List.of(), new ScoreGrid(new double[] {0, 5, 15}));
    PerformanceCounter counter = new PerformanceCounter(minutes);
    for (int late : new int[] {0, 4, 30}) {
      if (minutes.answer(column -> new Cell.Numeric(12)) instanceof Good<Answer> good) {
        counter.addPredicted(good.value()).add(new Outcome(good.value(), late));
      }
    }
    return ReferencePerformance.of(minutes, List.of(counter.build()));
  }

  private static Profile profile(int rows) {
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(LAYOUT));
    byte[] word = "ATL new".getBytes(UTF_8);
    for (int i = 0; i < rows; i++) {
      builder.startRow();
      builder.number(0, i % 5);
      builder.text(1, word, 0, i % 3 == 0 ? 7 : 3);
    }
    return builder.build();
  }
}
