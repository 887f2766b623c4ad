package dev.leeway.quality;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.Profile;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rows that are judged, and what is known around them.
 *
 * @param before rows of the window, chunk or file before; empty if there was none
 * @param newest event time of the newest row; empty if unknown
 * @param asOf the time for which freshness is asked: a window's end, or now for a file
 */
public record ObservedRows(
    Profile profile, OptionalLong before, Optional<Instant> newest, Optional<Instant> asOf) {

  public ObservedRows {
    requireNonNull(profile, "profile");
    requireNonNull(before, "before");
    requireNonNull(newest, "newest");
    requireNonNull(asOf, "asOf");
  }

  /** A profile of which nothing else is known. */
  public static ObservedRows of(Profile profile) {
    return new ObservedRows(profile, OptionalLong.empty(), Optional.empty(), Optional.empty());
  }

  /** The same, after a window of so many rows. */
  public ObservedRows after(long rows) {
    return new ObservedRows(profile, OptionalLong.of(rows), newest, asOf);
  }

  /** The same, whose newest row is of the first time, asked at the second. */
  public ObservedRows seen(Instant newestRow, Instant asked) {
    return new ObservedRows(profile, before, Optional.of(newestRow), Optional.of(asked));
  }
}
