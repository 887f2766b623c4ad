package dev.leeway.bench;

import dev.leeway.bench.traffic.Traffic;
import dev.leeway.drift.DriftJudge;
import dev.leeway.event.EventRow;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.reference.Reference;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.Measure;
import dev.leeway.wire.PredictionDecoders;
import dev.leeway.wire.Undecodable;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds per profile of 31 columns and 20,000 rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class WindowBenchmark {

  private @Nullable DriftJudge judge;
  private @Nullable DriftJudge allMeasures;
  private @Nullable Profile profile;
  private byte[] sealed = new byte[0];

  @Setup
  public void prepare() throws Undecodable {
    Traffic traffic = new Traffic();
    Reference reference = traffic.reference();
    Monitor monitor = Monitor.withDefaults(Traffic.MODEL.name());
    judge = new DriftJudge(reference, monitor);
    allMeasures = new DriftJudge(reference, monitor.with(EnumSet.allOf(Measure.class)));
    ProfileBuilder builder = new ProfileBuilder(new ProfileBuilder.Counting(reference.layout()));
    PredictionDecoders decoders = new PredictionDecoders(traffic.registry(), List.of());
    EventRow row = new EventRow();
    for (byte[] event : traffic.events(20_000)) {
      decoders.decode(event, 0, event.length, row);
      builder.add(row);
    }
    profile = builder.build();
    sealed = ProfileCodec.encode(profile);
  }

  @Benchmark
  public Profile merge() {
    return profile.merge(profile);
  }

  @Benchmark
  public byte[] encode() {
    return ProfileCodec.encode(profile);
  }

  @Benchmark
  public Profile decode() {
    return ProfileCodec.decode(sealed);
  }

  @Benchmark
  public List<ColumnVerdict> judge() {
    return judge.judge(profile);
  }

  @Benchmark
  public List<ColumnVerdict> judgeByAllMeasures() {
    return allMeasures.judge(profile);
  }
}
