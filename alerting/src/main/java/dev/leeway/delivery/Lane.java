package dev.leeway.delivery;

import static java.util.Objects.requireNonNull;

/** One target, the way to it, and how often it is tried. */
record Lane(String target, Channel channel, RetryPolicy retry) {

  Lane {
    requireNonNull(target, "target");
    requireNonNull(channel, "channel");
    requireNonNull(retry, "retry");
  }
}
