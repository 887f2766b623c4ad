package dev.leeway.bundle;

import dev.leeway.event.ModelRef;
import dev.leeway.performance.Answer;
import dev.leeway.profile.PayloadWriter;
import org.apache.datasketches.hash.MurmurHash3;
import org.jspecify.annotations.Nullable;

/**
 * Tells predictions of one id apart by what of them counts, so that one that is sent again is known
 * whatever form its record has.
 */
final class Fingerprint {

  /**
   * @return not negative
   */
  long of(ModelRef model, String layoutId, @Nullable String[] segments, Answer answer) {
    PayloadWriter out = new PayloadWriter().text(model.version()).text(layoutId);
    for (String segment : segments) {
      out.text(segment == null ? "" : segment);
    }
    answer.writeTo(out);
    return MurmurHash3.hash(out.toBytes(), 0)[0] & Long.MAX_VALUE;
  }
}
