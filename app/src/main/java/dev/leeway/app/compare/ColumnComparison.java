package dev.leeway.app.compare;

import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import java.util.List;
import java.util.Optional;

/** Compares the columns of chunks with the reference's, one chunk after the other. */
interface ColumnComparison {

  /**
   * One verdict per column, in the reference's order.
   *
   * @param values of the chunk, where they were kept
   */
  List<ColumnVerdict> compare(Chunk chunk, Profile profile, Optional<ExactRows> values);
}
