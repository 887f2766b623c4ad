package dev.leeway.outbox;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives all partitions to one member of the group; the others are hot stand-bys. Alerts look across
 * partitions (a newer version ends the alert of an older one), so they need one owner, and what
 * they carry is small: one record per window.
 *
 * <p>Whoever owns partitions keeps them. Else the owner is the first by instance id, so that a
 * member that joins does not take over by chance.
 */
public final class OneOwnerAssignor implements ConsumerPartitionAssignor {

  @Override
  public String name() {
    return "leeway-one-owner";
  }

  /** Cooperative, because only then do members say what they own. */
  @Override
  public List<RebalanceProtocol> supportedProtocols() {
    return List.of(RebalanceProtocol.COOPERATIVE, RebalanceProtocol.EAGER);
  }

  @Override
  public GroupAssignment assign(Cluster metadata, GroupSubscription group) {
    Map<String, Subscription> members = group.groupSubscription();
    String owner =
        members.entrySet().stream()
            .min(
                Comparator.comparing(
                        (Map.Entry<String, Subscription> member) ->
                            member.getValue().ownedPartitions().isEmpty())
                    .thenComparing(member -> member.getValue().groupInstanceId().orElse(""))
                    .thenComparing(Map.Entry::getKey))
            .map(Map.Entry::getKey)
            .orElse("");
    Map<String, Assignment> assignments = new HashMap<>();
    members.forEach(
        (member, subscription) ->
            assignments.put(
                member,
                new Assignment(
                    member.equals(owner) ? partitions(metadata, subscription) : List.of())));
    return new GroupAssignment(assignments);
  }

  private static List<TopicPartition> partitions(Cluster metadata, Subscription subscription) {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : subscription.topics()) {
      metadata
          .partitionsForTopic(topic)
          .forEach(info -> all.add(new TopicPartition(topic, info.partition())));
    }
    return all;
  }
}
