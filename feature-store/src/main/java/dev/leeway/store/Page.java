package dev.leeway.store;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Some of what was asked for.
 *
 * @param next where the following page starts; empty if this was the last
 */
public record Page<T>(List<T> items, Optional<VerdictKey> next) {

  public Page {
    items = List.copyOf(items);
    requireNonNull(next, "next");
  }

  /**
   * How much of what was asked for.
   *
   * @param limit most items, at least 1
   * @param after the last item of the page before; empty for the first page
   */
  public record Request(Order order, int limit, Optional<VerdictKey> after) {

    public Request {
      requireNonNull(order, "order");
      requireNonNull(after, "after");
      if (limit < 1) throw new IllegalArgumentException("limit: " + limit);
    }

    /** The first page from the given end. */
    public static Request first(Order order, int limit) {
      return new Request(order, limit, Optional.empty());
    }
  }

  /** By window start; windows with one start by end, version, segment and kind. */
  public enum Order {
    OLDEST_FIRST,
    NEWEST_FIRST
  }
}
