package dev.leeway.bench.traffic;

import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.reference.CellSink;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.JointSample;
import dev.leeway.reference.LayoutBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.wire.BatchForm;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.TypedColumn;
import dev.leeway.wire.TypedEncoder;
import dev.leeway.wire.TypedForm;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Events of two thirds numbers, of which 2 % are missing, and one third categories of 4 up to many
 * values with frequencies that fall like 1/rank, and a probability as output. Always the same.
 */
public final class Traffic {

  public static final ModelRef MODEL = new ModelRef("bench", "1");

  private static final int REFERENCE_ROWS = 20_000;
  private static final int FEWEST_CATEGORIES = 4;

  private final SplittableRandom random = new SplittableRandom(20_260_101);
  private final int numbers;

  /** Values of each category. */
  private final int[] bounds;

  private final SchemaRegistry registry = new MemorySchemaRegistry();
  private final RecordCodec<PredictionRecord> codec =
      new RecordCodec<>(registry, "bench-value", PredictionRecord.getClassSchema());

  /** 20 numbers and 10 categories of 4, 8, 16 ... 2,048 values. */
  public Traffic() {
    this(30, 2_048);
  }

  /**
   * @param columns features of an event, one at least
   * @param most values that the category of most values has; the others have geometrically fewer
   */
  public Traffic(int columns, int most) {
    bounds = new int[columns / 3];
    numbers = columns - bounds.length;
    double growth = (double) most / FEWEST_CATEGORIES;
    for (int i = 0; i < bounds.length; i++) {
      double share = bounds.length == 1 ? 1 : i / (bounds.length - 1.0);
      bounds[i] = (int) Math.round(FEWEST_CATEGORIES * Math.pow(growth, share));
    }
  }

  public SchemaRegistry registry() {
    return registry;
  }

  /** Framed records as they lie on the topic. */
  public byte[][] events(int count) {
    byte[][] events = new byte[count][];
    for (int i = 0; i < count; i++) {
      PredictionRecord record = new PredictionRecord();
      record.setId("bench-" + i);
      record.setModel(MODEL.name());
      record.setVersion(MODEL.version());
      record.setEventTime(Instant.ofEpochMilli(1_700_000_000_000L + i));
      record.setTags(Map.of());
      record.setFeatures(features());
      record.setOutput(Map.of("probability", probability()));
      events[i] = codec.encode(record);
    }
    return events;
  }

  /**
   * The events in the typed form.
   *
   * @param reference whose columns have fields
   */
  public byte[][] typed(byte[][] events, Reference reference) throws Undecodable {
    byte[][] typed = new byte[events.length][];
    TypedForm form = TypedForm.of(TypedColumn.of(reference.layout()), events[0]);
    TypedEncoder encoder = new TypedEncoder(form, registry.register("bench-typed", form.schema()));
    for (int i = 0; i < typed.length; i++) {
      typed[i] = encoder.encode(events[i]);
    }
    return typed;
  }

  /** The events packed into records of so many. */
  public byte[][] batches(byte[][] events, int size) {
    int id = registry.register("bench-batch", BatchForm.schema());
    byte[][] batches = new byte[events.length / size][];
    for (int i = 0; i < batches.length; i++) {
      batches[i] = BatchForm.encode(id, Arrays.asList(events).subList(i * size, i * size + size));
    }
    return batches;
  }

  /** A reference of the same traffic. */
  public Reference reference() {
    return reference(false);
  }

  /**
   * A reference of the same traffic.
   *
   * @param together whether its columns are looked at together too
   */
  public Reference reference(boolean together) {
    List<String> names = new ArrayList<>(features().keySet());
    names.add("probability");
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < REFERENCE_ROWS; i++) {
      Map<String, Object> row = features();
      row.put("probability", probability());
      rows.add(row);
    }
    Monitor monitor = Monitor.withDefaults(MODEL.name());
    LayoutBuilder first = new LayoutBuilder(names, monitor);
    rows.forEach(row -> tell(names, row, first));
    Layout layout = first.build();
    if (together) {
      JointSample sample = new JointSample(names, layout, monitor, REFERENCE_ROWS);
      rows.forEach(row -> tell(names, row, sample));
      layout = sample.fit(layout);
    }
    ChunkedCounter second = new ChunkedCounter(names, layout, REFERENCE_ROWS);
    rows.forEach(row -> tell(names, row, second));
    return second.build(MODEL, Instant.EPOCH, new TreeMap<>()).reference();
  }

  private static void tell(List<String> names, Map<String, Object> row, CellSink sink) {
    sink.startRow();
    for (int column = 0; column < names.size(); column++) {
      Object value = row.get(names.get(column));
      if (value instanceof Double number) sink.number(column, number);
      if (value instanceof String text) sink.text(column, text);
    }
  }

  /** An answer of the model. */
  double probability() {
    return random.nextDouble();
  }

  /** The next event's features. */
  Map<String, Object> features() {
    Map<String, Object> features = new LinkedHashMap<>();
    for (int i = 0; i < numbers; i++) {
      features.put(
          "number_" + i, random.nextInt(50) == 0 ? null : (Object) random.nextDouble(i + 1.0));
    }
    for (int i = 0; i < bounds.length; i++) {
      features.put("category_" + i, "value-" + zipf(bounds[i]));
    }
    return features;
  }

  /** A rank below the bound, with probability about 1/rank. */
  private int zipf(int bound) {
    return (int) Math.min(bound - 1, Math.pow(bound, random.nextDouble()) - 1);
  }
}
