package dev.leeway.bench.alerts;

import static java.util.Objects.requireNonNull;

import dev.leeway.topics.Topics;
import java.net.URI;
import java.util.List;

/**
 * What alerting's process is told on its command line.
 *
 * @param webhook who is told of every alert
 */
public record AlertingOrder(String bootstrapServers, URI registry, Topics topics, URI webhook) {

  public AlertingOrder {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(registry, "registry");
    requireNonNull(topics, "topics");
    requireNonNull(webhook, "webhook");
  }

  /** For {@link #parse}. */
  public List<String> toArguments() {
    return List.of(
        bootstrapServers,
        registry.toString(),
        topics.prefix(),
        String.valueOf(topics.partitions()),
        webhook.toString());
  }

  public static AlertingOrder parse(String... arguments) {
    return new AlertingOrder(
        arguments[0],
        URI.create(arguments[1]),
        new Topics(arguments[2], Integer.parseInt(arguments[3])),
        URI.create(arguments[4]));
  }
}
