package dev.leeway.delivery;

import static dev.leeway.delivery.Dispatches.NOON;
import static dev.leeway.delivery.Dispatches.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.leeway.call.HttpLimits;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.FakeKafka;
import dev.leeway.outbox.FakeRegistry;
import dev.leeway.outbox.Outbox;
import dev.leeway.topics.Topics;
import dev.leeway.wire.Undecodable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DelivererTest {

  private static final RetryPolicy QUICK =
      new RetryPolicy(Duration.ofMillis(5), Duration.ofMillis(20), 4, List.of(Duration.ofHours(1)));

  /** Fast enough for tests that are not about it. */
  private static final Pace AT_ONCE =
      new Pace(1_000_000, 1_000, 1_000, Duration.ofMillis(1), Duration.ofMillis(1));

  private final Topics topics = Topics.withDefaults();
  private final FakeKafka kafka = new FakeKafka(topics);
  private final Outbox outbox = Outbox.of(kafka, topics, new FakeRegistry());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Deliverer> running = new ArrayList<>();

  /** A channel that answers from a script and remembers what it was given. */
  private static class ScriptedChannel implements Channel {
    final List<String> ids = new CopyOnWriteArrayList<>();
    private final Queue<Outcome> script = new ConcurrentLinkedQueue<>();

    ScriptedChannel(Outcome... outcomes) {
      script.addAll(List.of(outcomes));
    }

    @Override
    public Outcome send(Dispatch dispatch) {
      ids.add(dispatch.id());
      Outcome next = script.poll();
      return next == null ? new Outcome.Delivered("204") : next;
    }
  }

  @AfterEach
  void stop() {
    running.forEach(Deliverer::close);
  }

  @Test
  void deliver_tellsInOrderAndWritesItDown() {
    ScriptedChannel ci = new ScriptedChannel();
    start(Map.of("ci", ci));
    for (int i = 1; i <= 20; i++) queue(message("ci", i, "a" + i % 3));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 20);
    assertThat(ci.ids).containsExactlyElementsOf(names("ci", 1, 20));
    assertThat(state("ci-7").outcome()).isEqualTo("204");
    assertThat(state("ci-7").attempts()).isEqualTo(1);
    await().until(() -> pending("ci") == 0);
    assertThat(attempts("ci", "delivered")).isEqualTo(20);
  }

  @Test
  void deliver_triesAgainUntilTheTargetIsBack() {
    Outcome away = new Outcome.Unavailable("500");
    ScriptedChannel ci = new ScriptedChannel(away, away);
    start(Map.of("ci", ci));
    queue(message("ci", 1, "a"));
    queue(message("ci", 2, "b"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 2);
    assertThat(ci.ids).containsExactly("ci-1", "ci-1", "ci-1", "ci-2");
    assertThat(state("ci-1").attempts()).isEqualTo(3);
    assertThat(attempts("ci", "retry")).isEqualTo(2);
  }

  @Test
  void deliver_givesUpAfterTheLastAttemptAndGoesOn() {
    Outcome away = new Outcome.Unavailable("timeout");
    ScriptedChannel ci = new ScriptedChannel(away, away, away, away);
    start(Map.of("ci", ci));
    queue(message("ci", 1, "a"));
    queue(message("ci", 2, "a"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
    assertThat(state("ci-1").state()).isEqualTo(Dispatch.State.DEAD);
    assertThat(state("ci-1").attempts()).isEqualTo(4);
    assertThat(state("ci-1").outcome()).isEqualTo("timeout");
    assertThat(attempts("ci", "dead")).isEqualTo(1);
  }

  @Test
  void deliver_givesUpAtOnceWhenTheTargetIsGone() {
    ScriptedChannel ci = new ScriptedChannel(new Outcome.Gone("410"));
    start(Map.of("ci", ci));
    queue(message("ci", 1, "a"));
    await().until(() -> settled(Dispatch.State.DEAD) == 1);
    assertThat(ci.ids).hasSize(1);
  }

  @Test
  void deliver_letsADeadTargetDelayNobodyElse() {
    CountDownLatch never = new CountDownLatch(1);
    Channel hanging =
        dispatch -> {
          never.await();
          return new Outcome.Unavailable("timeout");
        };
    ScriptedChannel ci = new ScriptedChannel();
    start(Map.of("dead", hanging, "ci", ci));
    for (int i = 1; i <= 10; i++) {
      queue(message("dead", i, "a"));
      queue(message("ci", i, "a"));
    }
    await().until(() -> settled(Dispatch.State.DELIVERED) == 10);
    assertThat(pending("dead")).isEqualTo(10);
  }

  @Test
  void deliver_resumesWhatWasOpenAfterARestart() {
    Outcome refused = new Outcome.Refused("404");
    ScriptedChannel before = new ScriptedChannel(new Outcome.Delivered("204"), refused);
    Deliverer first = start(Map.of("ci", before));
    queue(message("ci", 1, "a"));
    queue(message("ci", 2, "b"));
    queue(message("ci", 3, "b"));
    await().until(() -> state("ci-2").attempts() == 1);
    first.close();

    ScriptedChannel after = new ScriptedChannel();
    start(Map.of("ci", after));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 3);
    assertThat(after.ids).containsExactly("ci-2", "ci-3");
    assertThat(state("ci-2").attempts()).as("attempts go on counting").isEqualTo(2);
  }

  @Test
  void deliver_sendsAgainWithTheSameIdWhenItWasKilledBeforeWritingItDown() {
    ScriptedChannel before =
        new ScriptedChannel() {
          @Override
          public Outcome send(Dispatch dispatch) {
            kafka.away(true);
            return super.send(dispatch);
          }
        };
    Deliverer first = start(Map.of("ci", before));
    queue(message("ci", 1, "a"));
    await().until(() -> before.ids.size() == 1);
    first.close();
    kafka.away(false);

    ScriptedChannel after = new ScriptedChannel();
    start(Map.of("ci", after));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
    assertThat(before.ids).containsExactly("ci-1");
    assertThat(after.ids).containsExactly("ci-1");
  }

  @Test
  void deliver_writesDownADeliveryAsSoonAsKafkaIsBack() {
    ScriptedChannel ci =
        new ScriptedChannel() {
          @Override
          public Outcome send(Dispatch dispatch) {
            kafka.away(true);
            return super.send(dispatch);
          }
        };
    Deliverer deliverer = start(Map.of("ci", ci));
    queue(message("ci", 1, "a"));
    await().until(() -> !ci.ids.isEmpty() && !deliverer.health().well());
    kafka.away(false);
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1 && deliverer.health().well());
    assertThat(ci.ids).containsExactly("ci-1");
  }

  @Test
  void deliver_standsByWhileAnotherProcessDelivers() {
    ScriptedChannel active = new ScriptedChannel();
    ScriptedChannel standby = new ScriptedChannel();
    Deliverer first = start(Map.of("ci", active));
    queue(message("ci", 1, "a"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
    Deliverer second = start(Map.of("ci", standby));
    await().untilAsserted(() -> assertThat(second.health().detail()).isEqualTo("standing by"));
    queue(message("ci", 2, "a"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 2);
    assertThat(standby.ids).isEmpty();
    first.close();
    queue(message("ci", 3, "a"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 3);
    assertThat(standby.ids).containsExactly("ci-3");
  }

  @Test
  void deliver_sendsAMessageThatAnOperatorQueuesAgain() {
    ScriptedChannel ci = new ScriptedChannel(new Outcome.Gone("410"));
    start(Map.of("ci", ci));
    queue(message("ci", 1, "a"));
    await().until(() -> settled(Dispatch.State.DEAD) == 1);
    queue(message("ci", 1, "a"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
  }

  @Test
  void deliver_forgetsWhatWasSettledLongAgo() {
    Dispatch old = message("ci", 1, "a").tried(Dispatch.State.DELIVERED, "204");
    queue(old);
    queue(message("ci", 2, "a"));
    InstantSource muchLater = InstantSource.fixed(NOON.plus(Duration.ofDays(31)));
    start(Map.of("ci", new ScriptedChannel()), muchLater);
    await().until(() -> !kafka.compacted(topics.outbox()).containsKey("ci-1"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
  }

  @Test
  void deliver_leavesMessagesToUnknownTargetsAlone() {
    start(Map.of("ci", new ScriptedChannel()));
    queue(message("gone", 1, "a"));
    queue(message("ci", 1, "a"));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
    assertThat(state("gone-1").state()).isEqualTo(Dispatch.State.QUEUED);
  }

  /** A pipeline that does not recognise repeats must not be asked twice by a crash. */
  @Test
  void deliver_holdsWhatWasUnderWayWhenTheProcessEnded() {
    queue(message("ci", 1, "a").begin());
    queue(message("ci", 2, "b"));
    ScriptedChannel ci = new ScriptedChannel();
    start(List.of(new Lane("ci", ci, QUICK, AT_ONCE, false)), InstantSource.fixed(NOON));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
    assertThat(ci.ids).containsExactly("ci-2");
    assertThat(state("ci-1").state()).isEqualTo(Dispatch.State.DEAD);
    assertThat(state("ci-1").outcome()).startsWith("ambiguous: ");
    assertThat(attempts("ci", "ambiguous")).isEqualTo(1);
  }

  @Test
  void deliver_writesDownAnAttemptBeforeItIsMadeWhereItCouldHappenTwice() {
    List<Boolean> written = new CopyOnWriteArrayList<>();
    Channel ci =
        dispatch -> {
          written.add(state(dispatch.id()).begun());
          return new Outcome.Delivered("204", "run-7");
        };
    queue(message("ci", 1, "a"));
    start(List.of(new Lane("ci", ci, QUICK, AT_ONCE, false)), InstantSource.fixed(NOON));
    await().until(() -> settled(Dispatch.State.DELIVERED) == 1);
    assertThat(written).containsExactly(true);
    assertThat(state("ci-1").outcome()).isEqualTo("204 run run-7");
  }

  @Test
  void deliver_countsADuplicateAsDeliveredAndASkipAsDead() {
    ScriptedChannel ci =
        new ScriptedChannel(new Outcome.Duplicate("409"), new Outcome.Skipped("CI skip"));
    start(Map.of("ci", ci));
    queue(message("ci", 1, "a"));
    queue(message("ci", 2, "b"));
    await().until(() -> settled(Dispatch.State.DEAD) == 1);
    assertThat(state("ci-1").state()).isEqualTo(Dispatch.State.DELIVERED);
    assertThat(state("ci-2").outcome()).isEqualTo("skipped: CI skip");
    assertThat(attempts("ci", "duplicate")).isEqualTo(1);
    assertThat(attempts("ci", "skipped")).isEqualTo(1);
  }

  @Test
  void deliver_leavesATargetAloneThatRefusesOneMessageAfterTheOther() {
    Outcome refused = new Outcome.Refused("401");
    ScriptedChannel ci = new ScriptedChannel(refused, refused, refused, refused);
    Pace careful = new Pace(1_000_000, 1_000, 3, Duration.ofHours(1), Duration.ofHours(1));
    start(List.of(new Lane("ci", ci, QUICK, careful, true)), InstantSource.fixed(NOON));
    for (int i = 1; i <= 20; i++) queue(message("ci", i, "a" + i));
    await().until(() -> circuit("ci") == 1);
    await().until(() -> pending("ci") == 20);
    assertThat(ci.ids).containsExactly("ci-1", "ci-2", "ci-3");
  }

  private double circuit(String target) {
    return meters.get("leeway.target.circuit").tag("target", target).gauge().value();
  }

  private Deliverer start(Map<String, ? extends Channel> channels) {
    return start(channels, InstantSource.fixed(NOON));
  }

  private Deliverer start(Map<String, ? extends Channel> channels, InstantSource clock) {
    List<Lane> lanes = new ArrayList<>();
    channels.forEach(
        (target, channel) -> lanes.add(new Lane(target, channel, QUICK, AT_ONCE, true)));
    return start(lanes, clock);
  }

  private Deliverer start(List<Lane> lanes, InstantSource clock) {
    Deliverer.Times times =
        new Deliverer.Times(DeliverySettings.KEEP, HttpLimits.DEFAULT, moving(clock));
    Deliverer deliverer = new Deliverer(outbox, lanes, times, new AlertingMeters(meters));
    running.add(deliverer);
    deliverer.start();
    return deliverer;
  }

  /** Starts at the given time and goes on as real time does, so that waits end. */
  private static InstantSource moving(InstantSource start) {
    long began = System.nanoTime();
    return () -> start.instant().plusNanos(System.nanoTime() - began);
  }

  private void queue(Dispatch dispatch) {
    kafka.append(
        new ProducerRecord<>(
            topics.outbox(), 0, dispatch.id().getBytes(UTF_8), outbox.wire().encode(dispatch)));
  }

  private Dispatch state(String id) {
    try {
      return outbox.wire().decode(kafka.compacted(topics.outbox()).get(id));
    } catch (Undecodable e) {
      throw new AssertionError(id, e);
    }
  }

  private long settled(Dispatch.State state) {
    return kafka.compacted(topics.outbox()).keySet().stream()
        .filter(id -> state(id).state() == state)
        .count();
  }

  private double pending(String target) {
    return meters.get("leeway.outbox.pending").tag("target", target).gauge().value();
  }

  private double attempts(String target, String outcome) {
    return meters
        .get("leeway.dispatches")
        .tag("target", target)
        .tag("outcome", outcome)
        .counter()
        .count();
  }

  private static List<String> names(String target, int from, int to) {
    List<String> names = new ArrayList<>();
    for (int i = from; i <= to; i++) names.add(target + "-" + i);
    return names;
  }
}
