package dev.leeway.labels;

import dev.leeway.performance.Answer;
import dev.leeway.performance.Cell;
import dev.leeway.profile.PayloadReader;
import dev.leeway.profile.PayloadWriter;
import dev.leeway.sketch.CorruptStateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * States to and from bytes. There are as many as open predictions, so the bytes have no envelope,
 * only a short check: a binary prediction takes 31 bytes, its label 6 to 18 more.
 */
public final class JoinStateCodec {

  private static final int VERSION = 2;

  /** Bytes that will do for most. */
  private static final int USUAL = 64;

  private static final int FLAG = 0;
  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  private JoinStateCodec() {}

  public static byte[] encode(JoinState state) {
    PayloadWriter out = new PayloadWriter(USUAL).count(VERSION);
    out.count(state.prediction().isPresent() ? 1 : 0);
    state.prediction().ifPresent(prediction -> write(prediction, out));
    out.count(state.labels().size());
    for (LabelVersion label : state.labels()) {
      out.integer(label.labelTime()).integer(label.received() - label.labelTime());
      write(label.value(), out);
    }
    return Checked.seal(out.toBytes());
  }

  /**
   * @throws CorruptStateException if the bytes are not a state
   */
  public static JoinState decode(byte[] bytes) {
    PayloadReader in = new PayloadReader(Checked.open(bytes));
    long version = in.count();
    if (version != VERSION) throw new CorruptStateException("version " + version + " of a state");
    try {
      Optional<OpenPrediction> prediction =
          in.size() == 0 ? Optional.empty() : Optional.of(prediction(in));
      int size = in.size();
      List<LabelVersion> labels = new ArrayList<>(Math.min(size, JoinState.MAX_LABELS));
      for (int i = 0; i < size; i++) {
        long time = in.integer();
        labels.add(new LabelVersion(time, time + in.integer(), value(in)));
      }
      in.end();
      return new JoinState(prediction, labels);
    } catch (IllegalArgumentException e) {
      throw new CorruptStateException("no state: " + e.getMessage(), e);
    }
  }

  /**
   * The event time of the prediction in a state's bytes; empty if there is none, or it cannot be
   * read. It is not checked: {@link #decode} says whether it is right.
   */
  static OptionalLong eventTime(byte[] bytes) {
    PayloadReader in = new PayloadReader(bytes);
    try {
      boolean held = in.count() == VERSION && in.count() != 0;
      return held ? OptionalLong.of(in.integer()) : OptionalLong.empty();
    } catch (CorruptStateException e) {
      return OptionalLong.empty();
    }
  }

  private static void write(OpenPrediction prediction, PayloadWriter out) {
    out.integer(prediction.eventTime()).count(prediction.fingerprint());
    out.count(prediction.series().size());
    for (int series : prediction.series()) {
      out.count(series);
    }
    prediction.answer().writeTo(out);
  }

  private static OpenPrediction prediction(PayloadReader in) {
    long eventTime = in.integer();
    long fingerprint = in.count();
    int size = in.size();
    List<Integer> series = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      series.add(Math.toIntExact(Math.min(in.count(), SeriesBook.MAX_SERIES)));
    }
    return new OpenPrediction(eventTime, fingerprint, series, Answer.readFrom(in));
  }

  private static void write(Cell value, PayloadWriter out) {
    if (value instanceof Cell.Flag flag) out.count(FLAG).count(flag.value() ? 1 : 0);
    else if (value instanceof Cell.Numeric number) out.count(NUMBER).number(number.value());
    else out.count(TEXT).text(value.className());
  }

  private static Cell value(PayloadReader in) {
    int kind = (int) Math.min(in.count(), Integer.MAX_VALUE);
    return switch (kind) {
      case FLAG -> new Cell.Flag(in.count() != 0);
      case NUMBER -> new Cell.Numeric(in.number());
      case TEXT -> new Cell.Text(in.text());
      default -> throw new CorruptStateException("label of kind " + kind);
    };
  }
}
