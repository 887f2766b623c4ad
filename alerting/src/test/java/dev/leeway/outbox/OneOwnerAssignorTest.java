package dev.leeway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OneOwnerAssignorTest {

  private static final TopicPartition P0 = new TopicPartition("verdicts", 0);
  private static final TopicPartition P1 = new TopicPartition("verdicts", 1);

  @Test
  void assign_givesAllToTheFirstInstance() {
    assertThat(assign(Map.of("x", member("b"), "y", member("a"))))
        .isEqualTo(Map.of("x", List.of(), "y", List.of(P0, P1)));
  }

  @Test
  void assign_leavesAllWithWhoHasThem() {
    assertThat(assign(Map.of("x", member("b", P0, P1), "y", member("a"))))
        .isEqualTo(Map.of("x", List.of(P0, P1), "y", List.of()));
  }

  private static Map<String, List<TopicPartition>> assign(Map<String, Subscription> members) {
    Cluster cluster =
        new Cluster(
            "c",
            List.of(new Node(0, "h", 1)),
            List.of(
                new PartitionInfo("verdicts", 0, null, null, null),
                new PartitionInfo("verdicts", 1, null, null, null)),
            Set.of(),
            Set.of());
    Map<String, List<TopicPartition>> assigned = new java.util.HashMap<>();
    Map<String, Assignment> answer =
        new OneOwnerAssignor().assign(cluster, new GroupSubscription(members)).groupAssignment();
    answer.forEach((member, assignment) -> assigned.put(member, assignment.partitions()));
    return assigned;
  }

  private static Subscription member(String instance, TopicPartition... owned) {
    Subscription subscription =
        new Subscription(
            List.of("verdicts"), ByteBuffer.allocate(0), List.of(owned), 1, Optional.empty());
    subscription.setGroupInstanceId(Optional.of(instance));
    return subscription;
  }
}
