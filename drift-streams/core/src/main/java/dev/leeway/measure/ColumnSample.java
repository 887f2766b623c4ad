package dev.leeway.measure;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.ColumnProfile;
import dev.leeway.profile.Profile;
import dev.leeway.profile.SpecialBin;

/**
 * One column of a profile.
 *
 * @param missing rows of the profile without a value in the column
 */
public record ColumnSample(ColumnProfile column, long missing) {

  public ColumnSample {
    requireNonNull(column, "column");
    if (missing < 0) throw new IllegalArgumentException("missing " + missing);
  }

  /** The column of the given place. */
  public static ColumnSample of(Profile profile, int place) {
    return new ColumnSample(profile.columns().get(place), profile.missing(place));
  }

  /** Rows with the given special value. */
  long special(SpecialBin bin) {
    return bin == SpecialBin.MISSING ? missing : column.special(bin);
  }
}
