package dev.leeway.delivery;

import static dev.leeway.delivery.Dispatches.NOON;
import static dev.leeway.delivery.Dispatches.message;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.delivery.TargetQueue.Next;
import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetQueueTest {

  private static final Instant LATER = NOON.plus(Duration.ofMinutes(5));

  private final TargetQueue queue = new TargetQueue();
  private final Dispatch first = message("ci", 1, "alert-a");
  private final Dispatch second = message("ci", 2, "alert-b");
  private final Dispatch third = message("ci", 3, "alert-a");

  @Test
  void next_givesTheOldestFirstWhateverCameFirst() {
    queue.offer(second);
    queue.offer(first);
    assertThat(sent(NOON)).isEqualTo(first);
    queue.remove(first.id());
    assertThat(sent(NOON)).isEqualTo(second);
    queue.remove(second.id());
    assertThat(queue.next(NOON)).isEqualTo(new Next.Idle());
  }

  @Test
  void next_holdsAllWhileTheTargetIsAway() {
    queue.reset(List.of(first, second));
    queue.retry(failed(sent(NOON)), LATER, true);
    assertThat(queue.next(NOON)).isEqualTo(new Next.Later(LATER));
    assertThat(sent(LATER).id()).isEqualTo(first.id());
  }

  @Test
  void next_letsOtherAlertsPassARefusedMessage() {
    queue.reset(List.of(first, second, third));
    queue.retry(failed(sent(NOON)), LATER, false);
    assertThat(sent(NOON)).isEqualTo(second);
    queue.remove(second.id());
    assertThat(queue.next(NOON))
        .as("the same alert's next message waits")
        .isEqualTo(new Next.Later(LATER));
    assertThat(sent(LATER).id()).isEqualTo(first.id());
    queue.remove(first.id());
    assertThat(sent(NOON)).isEqualTo(third);
  }

  @Test
  void next_waitsForTheEarliest() {
    queue.reset(List.of(first, second));
    queue.retry(failed(sent(NOON)), LATER, false);
    Instant sooner = NOON.plus(Duration.ofMinutes(1));
    queue.retry(failed(sent(NOON)), sooner, true);
    assertThat(queue.next(NOON)).isEqualTo(new Next.Later(sooner));
  }

  @Test
  void offer_keepsWhatIsKnown() {
    queue.offer(first);
    queue.retry(failed(sent(NOON)), LATER, true);
    queue.offer(first);
    assertThat(queue.next(NOON)).isEqualTo(new Next.Later(LATER));
    assertThat(sent(LATER).attempts()).isEqualTo(1);
  }

  @Test
  void reset_keepsTheMessageUnderWay() {
    queue.offer(first);
    Dispatch underWay = sent(NOON);
    queue.reset(List.of(first, second));
    assertThat(queue.size()).isEqualTo(2);
    queue.remove(underWay.id());
    assertThat(sent(NOON)).isEqualTo(second);
  }

  @Test
  void retry_dropsAMessageThatWasDeletedMeanwhile() {
    queue.offer(first);
    Dispatch underWay = sent(NOON);
    queue.remove(first.id());
    queue.retry(failed(underWay), LATER, true);
    assertThat(queue.size()).isZero();
  }

  @Test
  void finish_leavesAMessageThatHasComeAnew() {
    queue.offer(first);
    Dispatch underWay = sent(NOON);
    queue.remove(first.id());
    queue.offer(first);
    queue.finish(underWay.id());
    assertThat(sent(NOON)).isEqualTo(first);
  }

  private Dispatch sent(Instant now) {
    return ((Next.Send) queue.next(now)).dispatch();
  }

  private static Dispatch failed(Dispatch dispatch) {
    return dispatch.tried(Dispatch.State.QUEUED, "500");
  }
}
