package dev.leeway.mode;

import dev.leeway.profile.Profile;
import dev.leeway.verdict.ColumnVerdict;
import java.util.List;

/**
 * Compares profiles with a reference by another tool's measures, as near as counts on the
 * reference's frozen grid allow; each result states its error. Immutable.
 */
@FunctionalInterface
public interface ProfileJudge {

  /** One verdict per column of the layout, in its order. */
  List<ColumnVerdict> judge(Profile current);
}
