package dev.leeway.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.monitor.Monitor;
import dev.leeway.monitor.PerformancePolicy;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.testkit.Fixtures;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordMapping;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class DriftJobGraphTest {

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.createLocalEnvironment(2);

  /** That of no tasks. */
  private record NoSurroundings(List<Monitor> monitors) implements Surroundings {
    @Override
    public SchemaRegistry registry() {
      return new MemorySchemaRegistry();
    }

    @Override
    public List<RecordMapping> mappings() {
      return List.of();
    }
  }

  /** State of an operator without one is lost when the job changes. */
  @Test
  void everyOperator_hasAUidOfItsOwn() {
    StreamGraph graph = graph();

    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContainNull()
        .doesNotHaveDuplicates()
        .contains("predictions", "bundle", "merge", "results");
    assertThat(environment.getConfiguration().get(PipelineOptions.AUTO_GENERATE_UIDS)).isFalse();
  }

  @Test
  void nothingIsSerialisedByKryo() {
    StreamGraph graph = graph();

    assertThat(environment.getConfig().getSerializerConfig().hasGenericTypesDisabled()).isTrue();
    for (StreamNode node : graph.getStreamNodes()) {
      List<TypeSerializer<?>> serializers =
          new java.util.ArrayList<>(List.of(node.getTypeSerializersIn()));
      serializers.add(node.getTypeSerializerOut());
      serializers.add(node.getStateKeySerializer());
      assertThat(serializers)
          .as(node.getOperatorName())
          .filteredOn(Objects::nonNull)
          .noneMatch(KryoSerializer.class::isInstance);
    }
    assertThat(environment.getConfig().isObjectReuseEnabled()).isTrue();
  }

  @Test
  void lateRowsAndWhatCannotBeRead_leaveBySideOutputs_andJoinTheResults() {
    StreamGraph graph = graph();

    for (String uid : List.of("bundle", "merge")) {
      assertThat(node(graph, uid).getOutEdges())
          .filteredOn(edge -> edge.getOutputTag() != null)
          .extracting(StreamEdge::getTargetId)
          .containsExactly(node(graph, "results").getId());
    }
  }

  /** Without performance nothing is keyed before the merge: the bundle is the source's own task. */
  @Test
  void labels_areReadWhereAMonitorHasPerformance_andMeetTheirPredictionsByPartition() {
    assertThat(graph().getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotContain("labels");
    assertThat(node(graph(), "bundle").getStateKeySerializer()).isNull();

    StreamGraph joined = graph(List.of(Fixtures.monitor().with(PerformancePolicy.DEFAULT)));

    StreamNode bundle = node(joined, "join");
    assertThat(bundle.getInEdges())
        .extracting(edge -> joined.getStreamNode(edge.getSourceId()).getTransformationUID())
        .containsExactlyInAnyOrder("predictions", "labels");
    assertThat(bundle.getStateKeySerializer()).isNotNull();
    assertThat(bundle.getMaxParallelism()).isEqualTo(4);
  }

  private static StreamNode node(StreamGraph graph, String uid) {
    return graph.getStreamNodes().stream()
        .filter(node -> uid.equals(node.getTransformationUID()))
        .findAny()
        .orElseThrow();
  }

  private StreamGraph graph() {
    return graph(List.of());
  }

  private StreamGraph graph(List<Monitor> monitors) {
    Topics topics = new Topics("graph", 4);
    DriftJobSettings settings =
        DriftJobSettings.withDefaults("graph", Map.of("bootstrap.servers", "127.0.0.1:9"), topics);
    new DriftJobGraph(settings, new NoSurroundings(monitors)).addTo(environment);
    return environment.getStreamGraph();
  }
}
