package dev.leeway.bench.stage;

import dev.leeway.event.EventRow;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.Wires;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;

/**
 * Profiles per window as one would write them after a textbook of Kafka Streams: a record per
 * column, repartitioned, and a windowed sketch per key in a state store. It decodes with our
 * decoder and keeps our sketches, so what differs is the design.
 *
 * <p>Tells on its output how many events' columns have been added to their sketches.
 */
final class TextbookJob implements RunningStage {

  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final Duration GRACE = Duration.ofDays(1);
  private static final long CACHE_BYTES = 64L * 1024 * 1024;
  private static final int TELL_MILLIS = 50;

  private final StageOrder order;
  private final PredictionDecoder decoder;
  private final EventRow row = new EventRow();
  private final AtomicLong added = new AtomicLong();
  private final ScheduledExecutorService teller = Executors.newSingleThreadScheduledExecutor();
  private final KafkaStreams streams;

  private TextbookJob(StageOrder order, Wires wires) {
    this.order = order;
    decoder = wires.newDecoder();
    streams = new KafkaStreams(topology(), properties());
  }

  static TextbookJob start(StageOrder order, Wires wires) {
    TextbookJob job = new TextbookJob(order, wires);
    job.streams.start();
    var unused =
        job.teller.scheduleAtFixedRate(job::tell, TELL_MILLIS, TELL_MILLIS, TimeUnit.MILLISECONDS);
    return job;
  }

  @Override
  public void close() {
    teller.shutdownNow();
    streams.close(Duration.ofSeconds(20));
  }

  /** An event has its features and one output. */
  private void tell() {
    System.out.println(added.get() / (order.workload().columns() + 1));
  }

  private Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    Serde<ColumnSketch> sketches =
        Serdes.serdeFrom(
            (topic, sketch) -> sketch.toBytes(), (topic, bytes) -> ColumnSketch.fromBytes(bytes));
    builder.stream(
            order.topics().predictions(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withTimestampExtractor((record, newest) -> eventTime((byte[]) record.value())))
        .flatMap((key, value) -> columns(value))
        .groupByKey(Grouped.with("columns", Serdes.String(), Serdes.ByteArray()))
        .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
        .aggregate(
            ColumnSketch::new,
            (key, value, sketch) -> {
              added.incrementAndGet();
              return sketch.add(value);
            },
            Materialized.with(Serdes.String(), sketches))
        .toStream((window, sketch) -> window.key() + "@" + window.window().start())
        .to(order.topics().profiles(), Produced.with(Serdes.String(), sketches));
    return builder.build();
  }

  /** One stream thread runs all of it, so one decoder and one row will do. */
  private List<KeyValue<String, byte[]>> columns(byte[] value) {
    decode(value);
    List<KeyValue<String, byte[]>> columns = new ArrayList<>();
    for (int cell = row.firstColumn(); cell < row.cells(); cell++) {
      columns.add(KeyValue.pair(ColumnValue.key(row, cell), ColumnValue.value(row, cell)));
    }
    return columns;
  }

  private long eventTime(byte[] value) {
    decode(value);
    return row.eventTime();
  }

  private void decode(byte[] value) {
    try {
      decoder.decode(value, 0, value.length, row);
    } catch (Undecodable e) {
      throw new IllegalStateException("an event that we wrote", e);
    }
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, order.bootstrapServers());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, order.application());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, order.state().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1_000);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 1_000);
    properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 2_000);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    return properties;
  }
}
