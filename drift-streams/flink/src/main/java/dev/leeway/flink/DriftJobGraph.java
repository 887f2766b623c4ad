package dev.leeway.flink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Predictions in, verdicts out:
 *
 * <pre>
 * (predictions) - bundle ==slots== merge - results
 *                    \__ quarantine _/
 * </pre>
 *
 * <p>Where a monitor watches a model's performance, labels are read too and joined in the bundle,
 * which is keyed by partition then: {@code (predictions), (labels) ==partitions== bundle}.
 */
public final class DriftJobGraph {

  /** Name and uid of the operator that keeps windows. */
  static final String MERGE = "merge";

  private static final TypeInformation<Shipment> SHIPMENTS =
      new SerializedType<>(Shipment.class, new ShipmentSerializer());

  private final DriftJobSettings settings;
  private final Surroundings surroundings;

  public DriftJobGraph(DriftJobSettings settings, Surroundings surroundings) {
    this.settings = settings;
    this.surroundings = surroundings;
  }

  /**
   * Builds the job. Where the environment takes no checkpoints they are set to one a second, for
   * results become visible with them.
   */
  public void addTo(StreamExecutionEnvironment environment) {
    addTo(environment, DeliveryGuarantee.EXACTLY_ONCE);
  }

  /** With any guarantee, for the proof that a lesser one is seen to fail. */
  void addTo(StreamExecutionEnvironment environment, DeliveryGuarantee guarantee) {
    Configuration ours = new Configuration();
    ours.set(PipelineOptions.GENERIC_TYPES, false);
    ours.set(PipelineOptions.OBJECT_REUSE, true);
    // An operator without a uid would lose its state to the next change of the job.
    ours.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    environment.configure(ours, DriftJobGraph.class.getClassLoader());
    if (!environment.getCheckpointConfig().isCheckpointingEnabled()) {
      environment.enableCheckpointing(1_000, CheckpointingMode.EXACTLY_ONCE);
    }

    SingleOutputStreamOperator<Shipment> bundles = bundles(environment);

    SingleOutputStreamOperator<Outgoing> merged =
        bundles
            .keyBy(Shipment::slot, Types.INT)
            .transform(MERGE, Quarantine.TYPE, new MergeOperator(settings, surroundings))
            .uid(MERGE)
            .setMaxParallelism(settings.mergeSlots());

    merged
        .union(merged.getSideOutput(Quarantine.TAG), bundles.getSideOutput(Quarantine.TAG))
        .sinkTo(KafkaClients.sink(settings, guarantee))
        .name("results")
        .uid("results");
  }

  /** Chained to the source, unless labels are joined: those have state, and state has a key. */
  private SingleOutputStreamOperator<Shipment> bundles(StreamExecutionEnvironment environment) {
    DataStream<SourceRun> predictions =
        read(environment, "predictions", KafkaClients.predictions(settings));
    boolean joins =
        surroundings.monitors().stream().anyMatch(monitor -> monitor.performance().isPresent());
    BundleOperator bundle = new BundleOperator(settings, surroundings, joins);
    if (!joins) return predictions.transform("bundle", SHIPMENTS, bundle).uid("bundle");
    KeySlots byPartition = new KeySlots(settings.partitions());
    return predictions
        .union(read(environment, "labels", KafkaClients.labels(settings)))
        .keyBy(run -> byPartition.key(run.partition()), Types.INT)
        .transform("bundle", SHIPMENTS, bundle)
        // Another than without: its number of key groups is another too, which Flink would refuse.
        .uid("join")
        .setParallelism(Math.min(environment.getParallelism(), settings.partitions()))
        .setMaxParallelism(settings.partitions());
  }

  private static DataStream<SourceRun> read(
      StreamExecutionEnvironment environment, String name, AnnouncingSource source) {
    return environment
        .fromSource(source, WatermarkStrategy.noWatermarks(), name, SourceRuns.TYPE)
        .uid(name);
  }
}
