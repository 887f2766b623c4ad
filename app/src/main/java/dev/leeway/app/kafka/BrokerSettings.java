package dev.leeway.app.kafka;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Properties;

/**
 * The broker's settings: one node, small enough to live beside the jobs it serves.
 *
 * @param data directory of the partitions' logs
 * @param metadata directory of the cluster's own log; apart from {@code data}, because only then
 *     does Kafka lock it before the controller writes into it
 * @param brokerPort where clients connect
 * @param controllerPort where the broker half of the node meets its controller half
 */
record BrokerSettings(Path data, Path metadata, int brokerPort, int controllerPort) {

  private static final int MIB = 1024 * 1024;

  static final int NODE_ID = 1;
  static final String HOST = "127.0.0.1";
  static final String CLIENTS = "PLAINTEXT";
  static final String CONTROLLER = "CONTROLLER";

  @SuppressWarnings("AddressSelection") // a literal address: no name is looked up
  static InetSocketAddress address(int port) {
    return new InetSocketAddress(HOST, port);
  }

  Properties properties() {
    Properties all = new Properties();
    node(all);
    oneCopy(all);
    lean(all);
    quick(all);
    return all;
  }

  private void node(Properties all) {
    all.setProperty("process.roles", "broker,controller");
    all.setProperty("node.id", String.valueOf(NODE_ID));
    all.setProperty(
        "listeners",
        "%s://%s:%d,%s://%s:%d"
            .formatted(CLIENTS, HOST, brokerPort, CONTROLLER, HOST, controllerPort));
    all.setProperty("advertised.listeners", "%s://%s:%d".formatted(CLIENTS, HOST, brokerPort));
    all.setProperty("inter.broker.listener.name", CLIENTS);
    all.setProperty("controller.listener.names", CONTROLLER);
    all.setProperty(
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:PLAINTEXT".formatted(CLIENTS, CONTROLLER));
    all.setProperty(
        "controller.quorum.voters", "%d@%s:%d".formatted(NODE_ID, HOST, controllerPort));
    all.setProperty("log.dirs", data.toString());
    all.setProperty("metadata.log.dir", metadata.toString());
    // A mistyped topic name must be an error, not a new topic with the wrong settings.
    all.setProperty("auto.create.topics.enable", "false");
  }

  private static void oneCopy(Properties all) {
    all.setProperty("default.replication.factor", "1");
    all.setProperty("min.insync.replicas", "1");
    all.setProperty("offsets.topic.replication.factor", "1");
    all.setProperty("transaction.state.log.replication.factor", "1");
    all.setProperty("transaction.state.log.min.isr", "1");
    all.setProperty("share.coordinator.state.topic.replication.factor", "1");
    all.setProperty("share.coordinator.state.topic.min.isr", "1");
  }

  /** Kafka's defaults are for a machine of its own: a cleaner buffer of 128 MiB, 20 threads. */
  private static void lean(Properties all) {
    all.setProperty("offsets.topic.num.partitions", "4");
    all.setProperty("transaction.state.log.num.partitions", "4");
    all.setProperty("share.coordinator.state.topic.num.partitions", "1");
    all.setProperty("num.network.threads", "2");
    all.setProperty("num.io.threads", "2");
    all.setProperty("background.threads", "2");
    all.setProperty("num.recovery.threads.per.data.dir", "2");
    all.setProperty("log.cleaner.threads", "1");
    all.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(2 * MIB));
    all.setProperty("log.cleaner.io.buffer.size", String.valueOf(MIB / 4));
    // After a kill the open segment of each partition is read through: its size bounds that time.
    all.setProperty("log.segment.bytes", String.valueOf(128 * MIB));
    all.setProperty("metric.reporters", "");
  }

  /**
   * Times that make a stop, a kill and a start again short; there is no second node to wait for.
   */
  private static void quick(Properties all) {
    // After a kill the controller refuses the new broker until the old one's session has ended.
    all.setProperty("broker.heartbeat.interval.ms", "500");
    all.setProperty("broker.session.timeout.ms", "3000");
    all.setProperty("group.initial.rebalance.delay.ms", "0");
    all.setProperty("group.min.session.timeout.ms", "1000");
    all.setProperty("group.consumer.min.session.timeout.ms", "3000");
    all.setProperty("group.consumer.session.timeout.ms", "10000");
    all.setProperty("group.consumer.min.heartbeat.interval.ms", "500");
    all.setProperty("group.consumer.heartbeat.interval.ms", "2000");
    all.setProperty("group.streams.min.session.timeout.ms", "3000");
    all.setProperty("group.streams.session.timeout.ms", "10000");
    all.setProperty("group.streams.min.heartbeat.interval.ms", "500");
    all.setProperty("group.streams.heartbeat.interval.ms", "2000");
    all.setProperty("group.streams.initial.rebalance.delay.ms", "0");
    // A killed writer's open transaction hides what follows it until it is aborted.
    all.setProperty("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }
}
