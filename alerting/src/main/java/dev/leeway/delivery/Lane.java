package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import dev.leeway.call.Caller;
import dev.leeway.call.GuardedCaller;
import dev.leeway.outbox.Dispatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;

/**
 * One target, the way to it, and how often it is tried.
 *
 * @param recognisesRepeats whether an attempt whose end nobody knows may be made again
 */
record Lane(
    String target, Channel channel, RetryPolicy retry, Pace pace, boolean recognisesRepeats) {

  Lane {
    requireNonNull(target, "target");
    requireNonNull(channel, "channel");
    requireNonNull(retry, "retry");
    requireNonNull(pace, "pace");
  }

  static Lane to(Target target, DeliverySettings settings, InstantSource clock) {
    Caller caller =
        new GuardedCaller(settings.addresses().and(target.addresses()), settings.limits());
    Line line = new Line(caller, settings.addresses().and(target.addresses()), clock);
    return new Lane(
        target.name(),
        closing(target.recipient().channel(line), caller),
        target.retry(),
        target.pace(),
        target.recipient().recognisesRepeats());
  }

  private static Channel closing(Channel channel, Caller caller) {
    return new Channel() {
      @Override
      public Outcome send(Dispatch dispatch) throws InterruptedException {
        return channel.send(dispatch);
      }

      @Override
      public void recall(Collection<Dispatch> delivered) {
        channel.recall(delivered);
      }

      @Override
      public Optional<Duration> refreshEvery() {
        return channel.refreshEvery();
      }

      @Override
      public Outcome refresh() throws InterruptedException {
        return channel.refresh();
      }

      @Override
      public void close() {
        channel.close();
        caller.close();
      }
    };
  }
}
