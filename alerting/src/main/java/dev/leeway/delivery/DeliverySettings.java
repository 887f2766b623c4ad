package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import dev.leeway.call.AddressRules;
import dev.leeway.call.HttpLimits;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who can be told, and within what bounds.
 *
 * @param targets with different names
 * @param addresses where every target may be
 * @param keep how long a message that was delivered or given up stays in the outbox; default 30 d
 */
public record DeliverySettings(
    List<Target> targets, AddressRules addresses, HttpLimits limits, Duration keep) {

  /** How long the outbox keeps what is settled, unless told otherwise. */
  public static final Duration KEEP = Duration.ofDays(30);

  /**
   * @throws IllegalArgumentException if two targets have one name or keep is not positive
   */
  public DeliverySettings {
    targets = List.copyOf(targets);
    requireNonNull(addresses, "addresses");
    requireNonNull(limits, "limits");
    if (keep.toMillis() < 1) throw new IllegalArgumentException("keep: " + keep);
    Set<String> names = new HashSet<>();
    for (Target target : targets) {
      if (!names.add(target.name())) {
        throw new IllegalArgumentException("two targets are named " + target.name());
      }
    }
  }

  /** These targets, public addresses only, the usual limits. */
  public static DeliverySettings of(List<Target> targets) {
    return new DeliverySettings(targets, AddressRules.PUBLIC, HttpLimits.DEFAULT, KEEP);
  }
}
