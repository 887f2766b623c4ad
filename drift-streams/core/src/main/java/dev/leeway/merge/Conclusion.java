package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.Profile;
import dev.leeway.verdict.Verdict;

/** A closed window: the verdict and the merged profile it was made of. */
public record Conclusion(Verdict verdict, Profile profile) {

  public Conclusion {
    requireNonNull(verdict, "verdict");
    requireNonNull(profile, "profile");
  }
}
