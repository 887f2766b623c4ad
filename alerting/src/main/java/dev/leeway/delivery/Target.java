package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import dev.leeway.call.AddressRules;
import dev.leeway.event.Names;

/**
 * One target.
 *
 * @param name as in configuration, metrics and the outbox
 * @param addresses where this target may be, beyond what {@link DeliverySettings} allows to all
 */
public record Target(
    String name, Recipient recipient, RetryPolicy retry, Pace pace, AddressRules addresses) {

  /**
   * @throws IllegalArgumentException if the name is none
   */
  public Target {
    requireNonNull(recipient, "recipient");
    requireNonNull(retry, "retry");
    requireNonNull(pace, "pace");
    requireNonNull(addresses, "addresses");
    if (!Names.isName(name)) throw new IllegalArgumentException("not a target name: " + name);
  }

  /** With the usual retries and pace, at addresses that the settings of the delivery allow. */
  public static Target of(String name, Recipient recipient) {
    RetryPolicy retry =
        recipient.takes() == Recipient.Takes.RETRAINING
            ? RetryPolicy.PIPELINES
            : RetryPolicy.DEFAULT;
    return new Target(name, recipient, retry, Pace.DEFAULT, AddressRules.PUBLIC);
  }
}
