package dev.leeway.labels;

import static dev.leeway.labels.Loans.at;
import static dev.leeway.labels.Loans.label;
import static dev.leeway.labels.Loans.prediction;
import static dev.leeway.labels.Loans.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.Cell;
import dev.leeway.sketch.CorruptStateException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JoinStateCodecTest {

  private static final JoinState LABELLED =
      new JoinState(
          Optional.of(
              new OpenPrediction(at(0), Long.MAX_VALUE, List.of(0, 300), Loans.answer(0.75))),
          List.of(yes(1), label(2, new Cell.Numeric(0)), label(3, new Cell.Text("1"))));

  @Test
  void decode_givesWhatWasEncoded() {
    for (JoinState state :
        List.of(
            LABELLED,
            JoinState.NONE,
            new JoinState(Optional.empty(), LABELLED.labels()),
            new JoinState(LABELLED.prediction(), List.of()))) {
      assertThat(JoinStateCodec.decode(JoinStateCodec.encode(state))).isEqualTo(state);
    }
  }

  @Test
  void encode_keepsItsFormat() {
    assertThat(HexFormat.of().formatHex(JoinStateCodec.encode(LABELLED)))
        .isEqualTo(
            "020180a0abfef962ffffffffffffffff7f0200ac0202013fe8000000000000"
                + "00038090ded0fa62000001808091a3fb620001000000000000000080f0c3f5fb"
                + "6200020131374a");
  }

  @Test
  void encode_ofABinaryPredictionAndItsLabelIsSmall() {
    JoinState open = new JoinState(LABELLED.prediction(), List.of());
    assertThat(JoinStateCodec.encode(open)).hasSizeLessThanOrEqualTo(35);
    JoinState labelled =
        new JoinState(LABELLED.prediction(), List.of(label(5, new Cell.Numeric(1))));
    assertThat(JoinStateCodec.encode(labelled)).hasSizeLessThanOrEqualTo(60);
    assertThat(JoinStateCodec.encode(LABELLED)).hasSizeLessThanOrEqualTo(100);
  }

  @Test
  void decode_refusesDamagedBytes() {
    byte[] bytes = JoinStateCodec.encode(LABELLED);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> JoinStateCodec.decode(cut))
          .isInstanceOf(CorruptStateException.class);
    }
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    assertThatThrownBy(() -> JoinStateCodec.decode(longer))
        .isInstanceOf(CorruptStateException.class);
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = bytes.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertThatThrownBy(() -> JoinStateCodec.decode(flipped))
            .isInstanceOf(CorruptStateException.class);
      }
    }
  }

  @Test
  void labelVersion_refusesWhatIsNoLabel() {
    assertThatThrownBy(() -> label(0, Cell.Missing.MISSING))
        .isInstanceOf(IllegalArgumentException.class);
    Cell endless = new Cell.Text("x".repeat(LabelVersion.MAX_TEXT + 1));
    assertThatThrownBy(() -> label(0, endless)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void series_areReadAsTheyWereWritten() {
    Series series = new Series(new ModelRef("loans", "2"), "a1b2", "country=DE");
    assertThat(Series.fromBytes(series.toBytes())).isEqualTo(series);
    byte[] cut = Arrays.copyOf(series.toBytes(), 5);
    assertThatThrownBy(() -> Series.fromBytes(cut)).isInstanceOf(CorruptStateException.class);
  }

  @Test
  void seriesBook_givesTheSameNumbersAfterARestart() {
    TreeMap<Integer, Series> journal = new TreeMap<>();
    SeriesBook book = new SeriesBook(journal::put);
    Series whole = new Series(new ModelRef("loans", "2"), "a1b2", "");
    Series part = new Series(new ModelRef("loans", "2"), "a1b2", "country=DE");
    assertThat(book.number(whole)).hasValue(0);
    assertThat(book.number(part)).hasValue(1);
    assertThat(book.number(whole)).hasValue(0);
    SeriesBook again = new SeriesBook((number, series) -> {});
    journal.forEach(again::restore);
    assertThat(again.number(part)).hasValue(1);
    assertThat(again.series(0)).isEqualTo(whole);
    assertThat(again.size()).isEqualTo(2);
    assertThatThrownBy(() -> again.restore(1, part)).isInstanceOf(IllegalStateException.class);
  }

  /** Another series under it would have the outcomes of both. */
  @Test
  void seriesBook_givesNoNumberAgainThatIsLost() {
    SeriesBook book = new SeriesBook((number, series) -> {});
    Series whole = new Series(new ModelRef("loans", "2"), "a1b2", "");
    book.restoreLost(0);
    book.restore(2, new Series(new ModelRef("loans", "2"), "a1b2", "country=DE"));
    assertThat(book.number(whole)).hasValue(3);
    for (int number : new int[] {0, 1, 4}) {
      assertThatThrownBy(() -> book.series(number)).isInstanceOf(CorruptStateException.class);
    }
  }

  @Test
  void predictionKey_tellsModelsApart() {
    assertThat(new PredictionKey("a", "b").toBytes())
        .isNotEqualTo(new PredictionKey("ab", "").toBytes());
    String longId = "0123456789abcdef0123456789abcdef";
    byte[] bytes = new PredictionKey("loans", longId).toBytes();
    assertThat(bytes).hasSize(5 + 1 + 16);
    assertThat(new PredictionKey("loans", longId + "0").toBytes()).isNotEqualTo(bytes).hasSize(22);
    assertThat(PredictionKey.model(new PredictionKey("loans", "i\0d").toBytes()))
        .isEqualTo("loans");
    assertThat(prediction(0, 0.5).repeats(prediction(0, 0.5))).isTrue();
  }
}
