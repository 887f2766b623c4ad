package dev.leeway.app.kafka;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * The Kafka that integration tests are written against: {@code @ExtendWith(KafkaUnderTest.class)}
 * and a parameter of type {@link Cluster}. By default it is the broker of {@link SharedKafka}; with
 * the Maven profile {@code docker} it is Apache's own image, where a Docker engine answers. One for
 * all tests of the run, so each test uses topics of its own.
 */
public final class KafkaUnderTest implements ParameterResolver, ExecutionCondition {

  /** The version of the clients. */
  private static final String IMAGE = "apache/kafka:4.3.1";

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(KafkaUnderTest.class);

  /** Where it is. */
  public record Cluster(String bootstrapServers) {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
    if (!isDockerWanted()) return ConditionEvaluationResult.enabled("on the embedded broker");
    return DockerClientFactory.instance().isDockerAvailable()
        ? ConditionEvaluationResult.enabled("on " + IMAGE)
        : ConditionEvaluationResult.disabled("no Docker engine answers");
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == Cluster.class;
  }

  @Override
  public Cluster resolveParameter(ParameterContext parameter, ExtensionContext test) {
    if (!isDockerWanted()) return new Cluster(SharedKafka.of(test).bootstrapServers());
    return test.getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Container.class, key -> Container.start(), Container.class)
        .cluster();
  }

  private static boolean isDockerWanted() {
    return System.getProperty("leeway.test.kafka", "").equals("docker");
  }

  private record Container(KafkaContainer kafka) implements AutoCloseable {

    static Container start() {
      KafkaContainer kafka = new KafkaContainer(IMAGE);
      kafka.start();
      return new Container(kafka);
    }

    Cluster cluster() {
      return new Cluster(kafka.getBootstrapServers());
    }

    @Override
    public void close() {
      kafka.stop();
    }
  }
}
