package dev.leeway.emitter;

import dev.leeway.event.ModelRef;
import dev.leeway.event.Names;
import dev.leeway.eventlog.ColumnBytes;
import dev.leeway.eventlog.EncodedEvent;
import dev.leeway.eventlog.PredictionEncoder;
import dev.leeway.eventlog.PredictionHead;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer of a model, ready to be emitted. */
public final class PredictionEvent {

  private final EncodedEvent encoded;

  private PredictionEvent(EncodedEvent encoded) {
    this.encoded = encoded;
  }

  /**
   * Begins an event.
   *
   * @param id 1 to 128 printable ASCII characters; a label names it later
   * @param at when the model answered
   */
  public static Builder of(String id, ModelRef model, Instant at) {
    return new Builder(new PredictionHead(id, model, at, Optional.empty()));
  }

  EncodedEvent encoded() {
    return encoded;
  }

  /**
   * Takes the columns one by one; for one thread. Names are as {@link Names#isName}; every method
   * throws {@link IllegalArgumentException} for one that is none or comes twice.
   */
  public static final class Builder {

    private final PredictionHead head;
    private final PredictionEncoder encoder = new PredictionEncoder();
    private final Set<String> tags = new HashSet<>();
    private final Set<String> features = new HashSet<>();
    private final Set<String> output = new HashSet<>();
    private Optional<String> entity = Optional.empty();

    private Builder(PredictionHead head) {
      this.head = head;
    }

    /** What the prediction is about, for example a customer id. */
    public Builder entity(String value) {
      entity = Optional.of(value);
      return this;
    }

    /** A free label of the call; a tag can be a segment. */
    public Builder tag(String name, String value) {
      check(name, tags);
      encoder.tags().put(name, value);
      return this;
    }

    /**
     * An input of the model.
     *
     * @param value null for missing; a Boolean, Number, CharSequence, Enum, {@code float[]} or
     *     {@code double[]}, of which the latter is kept as floats
     * @throws IllegalArgumentException if it is of another type
     */
    public Builder feature(String name, @Nullable Object value) {
      return put(name, value, features, encoder.features());
    }

    /** {@link #feature} for each entry. */
    public Builder features(Map<String, ? extends @Nullable Object> values) {
      values.forEach(this::feature);
      return this;
    }

    /**
     * What the model answered, for example {@code probability} and {@code class}.
     *
     * @param value as of {@link #feature}
     * @throws IllegalArgumentException if it is of another type
     */
    public Builder output(String name, @Nullable Object value) {
      return put(name, value, output, encoder.output());
    }

    /** The event; the builder starts over with the same head. */
    public PredictionEvent build() {
      tags.clear();
      features.clear();
      output.clear();
      return new PredictionEvent(
          encoder.encode(new PredictionHead(head.id(), head.model(), head.eventTime(), entity)));
    }

    private Builder put(
        String name, @Nullable Object value, Set<String> taken, ColumnBytes columns) {
      check(name, taken);
      ColumnValues.put(name, value, columns);
      return this;
    }

    private static void check(String name, Set<String> taken) {
      if (!Names.isName(name)) throw new IllegalArgumentException("not a name: " + name);
      if (!taken.add(name)) throw new IllegalArgumentException("given twice: " + name);
    }
  }
}
