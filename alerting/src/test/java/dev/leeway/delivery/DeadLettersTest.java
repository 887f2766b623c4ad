package dev.leeway.delivery;

import static dev.leeway.delivery.Dispatches.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.FakeKafka;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.outbox.Outbox;
import dev.leeway.topics.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

  private final Topics topics = Topics.withDefaults();
  private final FakeKafka kafka = new FakeKafka(topics);
  private final Outbox outbox = Outbox.of(kafka, topics, new FakeRegistry());
  private final DeadLetters letters = new DeadLetters(outbox);

  @Test
  void all_listsWhatIsDeadNowInTheOrderItWasCreated() {
    write(dead("ci", 2));
    write(dead("ci", 1));
    write(message("ci", 3, "a"));
    write(dead("ci", 4));
    write(message("ci", 4, "a").tried(Dispatch.State.DELIVERED, "204"));
    assertThat(letters.all()).extracting(Dispatch::id).containsExactly("ci-1", "ci-2");
  }

  @Test
  void redeliver_queuesTheSameMessageAnew() throws Exception {
    write(dead("ci", 1));
    letters.redeliver(letters.all());
    Dispatch queued = outbox.wire().decode(kafka.compacted(topics.outbox()).get("ci-1"));
    assertThat(queued).isEqualTo(message("ci", 1, "a"));
    assertThat(letters.all()).isEmpty();
  }

  @Test
  void held_tellsWhatWaitsForAPersonFromWhatWasGivenUp() {
    Dispatch held = message("ci", 1, "a").held("waits for approval");
    write(held);
    assertThat(letters.all()).containsExactly(held);
    assertThat(held.held()).isTrue();
    assertThat(held.outcome()).isEqualTo("held: waits for approval");
    assertThat(dead("ci", 2).held()).isFalse();
    assertThat(held.again().state()).isEqualTo(Dispatch.State.QUEUED);
  }

  private static Dispatch dead(String target, int sequence) {
    return message(target, sequence, "a").tried(Dispatch.State.DEAD, "404");
  }

  private void write(Dispatch dispatch) {
    kafka.append(
        new ProducerRecord<>(
            topics.outbox(), 0, dispatch.id().getBytes(UTF_8), outbox.wire().encode(dispatch)));
  }
}
