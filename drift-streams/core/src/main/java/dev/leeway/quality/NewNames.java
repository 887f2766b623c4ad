package dev.leeway.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.profile.CategoricalProfile;
import dev.leeway.profile.SpecialBin;
import dev.leeway.sketch.TopItems;
import java.util.function.Predicate;

/** How many values outside the reference's categories do not fit, within sound bounds. */
final class NewNames {

  /** Names are kept up to this many bytes; of a longer one only the beginning is known. */
  private static final int WHOLE_BELOW = 128;

  private NewNames() {}

  /** Counts all values of a column, those of the reference's categories exactly. */
  static Finding misfits(
      CategoricalProfile profile, Iterable<String> categories, Predicate<String> fits) {
    long[] counts = profile.counts();
    long known = 0;
    int place = 0;
    for (String category : categories) {
      if (!fits.test(category)) known += counts[place];
      place++;
    }
    long fresh = profile.special(SpecialBin.NEW_CATEGORY);
    long misfits = 0;
    long fitting = 0;
    for (TopItems.Item item : profile.newNames().top(Integer.MAX_VALUE)) {
      if (item.value().getBytes(UTF_8).length >= WHOLE_BELOW) continue;
      if (fits.test(item.value())) fitting += item.atLeast();
      else misfits += item.atLeast();
    }
    return Finding.share(
        known + Math.min(misfits, fresh),
        known + Math.max(fresh - fitting, 0),
        profile.present() - profile.wrongType());
  }
}
