package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.Profile;
import dev.leeway.verdict.Verdict;
import java.util.Optional;

/**
 * A closed window: the verdicts and the merged profile they were made of.
 *
 * @param verdict on drift
 * @param quality where the monitor has constraints that concern the window's rows
 */
public record Conclusion(Verdict verdict, Optional<Verdict> quality, Profile profile) {

  public Conclusion {
    requireNonNull(verdict, "verdict");
    requireNonNull(quality, "quality");
    requireNonNull(profile, "profile");
  }
}
