package dev.leeway.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.app.kafka.EmbeddedKafka;
import dev.leeway.app.kafka.SharedKafka;
import dev.leeway.app.kafka.TopicCreator;
import dev.leeway.directory.ReferenceTail;
import dev.leeway.event.ModelRef;
import dev.leeway.registry.MemorySchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.ReferenceWire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** References looked for on a real broker. */
@ExtendWith(SharedKafka.class)
class ReferenceLooksTest {

  private static final Topics TOPICS = new Topics("reference-looks", 1);

  @Test
  void manyVersionsWithoutAReference_doNotStopWhoeverReads(EmbeddedKafka kafka) throws Exception {
    Map<String, Object> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (Admin admin = Admin.create(clients)) {
      new TopicCreator(admin, 1, Duration.ofSeconds(30)).create(TOPICS);
    }
    ReferenceWire wire = new ReferenceWire(new MemorySchemaRegistry(), TOPICS);
    try (ReferenceTail references = new ReferenceTail(clients, TOPICS, wire, List.of())) {
      assertThat(references.readToEnd()).isTrue();

      long start = System.nanoTime();
      for (int i = 0; i < 40; i++) {
        assertThat(references.reference(new ModelRef("delay", "v" + i), Instant.EPOCH)).isEmpty();
      }
      // A look that waits behind a fetch takes half a second.
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }
}
