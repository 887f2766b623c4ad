package dev.leeway.streams;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;

class CommitHookTest {

  private static final ClassLoader STREAMS = KafkaStreams.class.getClassLoader();

  @Test
  void requireSupport_acceptsTheVersionWeBuildWith() {
    assertThatCode(() -> CommitHook.requireSupport(STREAMS)).doesNotThrowAnyException();
  }

  @Test
  void requireSupport_saysWhatIsMissing() {
    ClassLoader without =
        new ClassLoader(STREAMS) {
          @Override
          protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.endsWith(".CachedStateStore")) throw new ClassNotFoundException(name);
            return super.loadClass(name, resolve);
          }
        };

    assertThatThrownBy(() -> CommitHook.requireSupport(without))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("CachedStateStore is missing")
        .hasMessageContaining("version of Kafka Streams");
  }
}
