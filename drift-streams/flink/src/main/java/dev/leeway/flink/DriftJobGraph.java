package dev.leeway.flink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Predictions in, verdicts out:
 *
 * <pre>
 * (predictions) - bundle ==slots== merge - results
 *                    \__ quarantine _/
 * </pre>
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

    SingleOutputStreamOperator<Shipment> bundles =
        environment
            .fromSource(
                KafkaClients.source(settings),
                WatermarkStrategy.noWatermarks(),
                "predictions",
                PredictionRuns.TYPE)
            .uid("predictions")
            .transform("bundle", SHIPMENTS, new BundleOperator(settings, surroundings))
            .uid("bundle");

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
}
