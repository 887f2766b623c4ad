package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

import dev.leeway.call.AddressRules;
import dev.leeway.call.Caller;
import java.time.InstantSource;

/**
 * What the way to one target is made of.
 *
 * @param rules where the target may be, for what does not call over HTTP
 */
public record Line(Caller http, AddressRules rules, InstantSource clock) {

  public Line {
    requireNonNull(http, "http");
    requireNonNull(rules, "rules");
    requireNonNull(clock, "clock");
  }
}
