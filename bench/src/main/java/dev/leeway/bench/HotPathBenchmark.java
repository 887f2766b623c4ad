package dev.leeway.bench;

import dev.leeway.bench.traffic.Traffic;
import dev.leeway.event.EventRow;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.Reference;
import dev.leeway.wire.PredictionDecoder;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Nanoseconds per event of 30 columns on one thread; the ratios between the methods are what
 * counts.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPathBenchmark {

  private static final int EVENTS = 20_000;
  private static final int FRAME = 5;
  private static final int BATCH = 64;

  private final EventRow row = new EventRow();
  private byte[][] events = new byte[0][];
  private @Nullable PredictionDecoders decoders;
  private @Nullable ProfileBuilder builder;
  private @Nullable ProfileBuilder together;
  private @Nullable GenericDatumReader<GenericRecord> generic;
  private @Nullable BinaryDecoder reused;
  private byte[][] typedEvents = new byte[0][];
  private byte[][] batches = new byte[0][];
  private int next;
  private int nextBatch;

  /** Adds what is decoded to the profile. */
  private final PredictionDecoder.Events counting =
      new PredictionDecoder.Events() {
        @Override
        public void decoded(EventRow event, int offset, int length) {
          clearWhenFull(builder);
          builder.add(event);
        }

        @Override
        public void undecodable(Undecodable why, int offset, int length) {
          throw new AssertionError(why);
        }
      };

  @Setup
  public void prepare() throws Undecodable {
    Traffic traffic = new Traffic();
    events = traffic.events(EVENTS);
    typedEvents = traffic.typed(events, traffic.reference());
    batches = traffic.batches(typedEvents, BATCH);
    decoders = new PredictionDecoders(traffic.registry(), List.of());
    builder = new ProfileBuilder(counting(traffic.reference()));
    together = new ProfileBuilder(counting(traffic.reference(true)));
    Schema schema = traffic.registry().byId(1);
    generic = new GenericDatumReader<>(schema);
  }

  private static ProfileBuilder.Counting counting(Reference reference) {
    return ProfileBuilder.Counting.ofStream(reference.layout(), Map.of());
  }

  /** What Avro's own reader takes to make a record of the same bytes. */
  @Benchmark
  public GenericRecord decodeGeneric() throws IOException {
    byte[] event = event();
    reused = DecoderFactory.get().binaryDecoder(event, FRAME, event.length - FRAME, reused);
    return generic.read(null, reused);
  }

  @Benchmark
  public int decodeMap() throws Undecodable {
    byte[] event = event();
    decoders.decode(event, 0, event.length, row);
    return row.cells();
  }

  @Benchmark
  public int decodeTyped() throws Undecodable {
    byte[] event = typedEvent();
    decoders.decode(event, 0, event.length, row);
    return row.cells();
  }

  /** The whole of what the drift job does per event: counts, moments and sketches included. */
  @Benchmark
  public long countMap() throws Undecodable {
    return count(event(), builder);
  }

  @Benchmark
  public long countTyped() throws Undecodable {
    return count(typedEvent(), builder);
  }

  /** The same of events that came 64 to a record. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public long countBatch() throws Undecodable {
    nextBatch = nextBatch + 1 == batches.length ? 0 : nextBatch + 1;
    decoders.decodeEach(batches[nextBatch], row, counting);
    return builder.rows();
  }

  /** The same where columns are looked at together too. */
  @Benchmark
  public long countTypedTogether() throws Undecodable {
    return count(typedEvent(), together);
  }

  private long count(byte[] event, ProfileBuilder counted) throws Undecodable {
    decoders.decode(event, 0, event.length, row);
    clearWhenFull(counted);
    counted.add(row);
    return counted.rows();
  }

  /** A bundle is handed on about every second; a hundred thousand events stand for that. */
  private static void clearWhenFull(ProfileBuilder counted) {
    if (counted.rows() == 100_000) counted.clear();
  }

  private byte[] typedEvent() {
    next = next + 1 == EVENTS ? 0 : next + 1;
    return typedEvents[next];
  }

  private byte[] event() {
    next = next + 1 == EVENTS ? 0 : next + 1;
    return events[next];
  }
}
