package dev.leeway.app.e2e;

import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Frame;
import dev.leeway.wire.Undecodable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The naive truth: every prediction on the topic, counted per hour and segment in plain maps.
 *
 * @param ids of all predictions on the topic; one that was stored twice is there twice
 * @param rows by {@link #key}
 */
public record Recount(List<String> ids, SortedMap<String, Long> rows) {

  /** Counts what is on the predictions topic, read with Avro's own reader in whatever form. */
  public static Recount of(String bootstrapServers, Topics topics, SchemaRegistry registry)
      throws Undecodable {
    Recount count = new Recount(new ArrayList<>(), new TreeMap<>());
    for (ConsumerRecord<byte[], byte[]> record :
        TopicContent.read(bootstrapServers, topics.predictions())) {
      byte[] value = record.value();
      GenericRecord prediction =
          generic(registry.byId(Frame.schemaId(value, 0, value.length)), value);
      count.add(
          prediction.get("id").toString(),
          Instant.ofEpochMilli((Long) prediction.get("eventTime")),
          carrier(prediction));
    }
    return count;
  }

  private static GenericRecord generic(Schema schema, byte[] value) {
    try {
      return new GenericDatumReader<GenericRecord>(schema, schema, new GenericData())
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, Frame.HEADER, value.length - Frame.HEADER, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the column's own field, or in the map of those that have none. */
  private static String carrier(GenericRecord prediction) {
    for (Schema.Field field : prediction.getSchema().getFields()) {
      Object value = prediction.get(field.pos());
      if (Traffic.SEGMENT.equals(field.getProp("column")) && value != null) {
        return value.toString();
      }
    }
    for (Map.Entry<?, ?> feature : ((Map<?, ?>) prediction.get("features")).entrySet()) {
      if (feature.getKey().toString().equals(Traffic.SEGMENT)) {
        return String.valueOf(feature.getValue());
      }
    }
    return "null";
  }

  /** Counts events that were not sent through Kafka yet. */
  public static Recount of(List<Traffic.Event> events) {
    Recount count = new Recount(new ArrayList<>(), new TreeMap<>());
    events.forEach(event -> count.add(event.id(), event.at(), event.carrier()));
    return count;
  }

  /** Those of the given ids that are not on the topic. */
  public SortedSet<String> missing(Collection<String> given) {
    SortedSet<String> missing = new TreeSet<>(given);
    missing.removeAll(new HashSet<>(ids));
    return missing;
  }

  /** Where the rows told are others, in words; empty if they are the same. */
  public List<String> differences(SortedMap<String, Long> told) {
    SortedSet<String> keys = new TreeSet<>(rows.keySet());
    keys.addAll(told.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(rows.get(key), told.get(key)))
        .map(key -> key + ": " + rows.get(key) + " rows, told " + told.get(key))
        .toList();
  }

  /** Without what is counted by segment. */
  public Recount unsegmented() {
    SortedMap<String, Long> all = new TreeMap<>(rows);
    all.keySet().removeIf(key -> !key.endsWith(" "));
    return new Recount(ids, all);
  }

  /** A window and segment as one text, which a failing comparison can show. */
  public static String key(Instant windowStart, String segment) {
    return windowStart + " " + segment;
  }

  private void add(String id, Instant at, String carrier) {
    ids.add(id);
    long length = Traffic.WINDOW.toMillis();
    Instant start = Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), length) * length);
    rows.merge(key(start, ""), 1L, Long::sum);
    rows.merge(key(start, Traffic.SEGMENT + "=" + carrier), 1L, Long::sum);
  }
}
