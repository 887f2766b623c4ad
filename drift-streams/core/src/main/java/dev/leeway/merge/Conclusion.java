package dev.leeway.merge;

import static java.util.Objects.requireNonNull;

import dev.leeway.profile.Profile;
import dev.leeway.quality.ConstraintKind;
import dev.leeway.verdict.Verdict;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A closed window: the verdicts and the merged profile they were made of.
 *
 * @param verdict on drift
 * @param quality where the monitor has constraints that concern the window's rows
 */
public record Conclusion(Verdict verdict, Optional<Verdict> quality, Profile profile) {

  /** By the window's end, then by model, version and segment. */
  public static final Comparator<Conclusion> OLDEST_FIRST =
      Comparator.comparing(Conclusion::verdict, Verdict.OLDEST_FIRST);

  public Conclusion {
    requireNonNull(verdict, "verdict");
    requireNonNull(quality, "quality");
    requireNonNull(profile, "profile");
  }

  /** The caps that the rows met, by their names in the monitor's file. */
  public NavigableSet<String> capsMet() {
    NavigableSet<String> caps = new TreeSet<>();
    quality.ifPresent(
        told ->
            told.constraints()
                .forEach(result -> ConstraintKind.cap(result.constraint()).ifPresent(caps::add)));
    return caps;
  }

  /** What marks keep of it. */
  Utterance utterance() {
    return new Utterance(
        verdict.revision(), verdict.rows(), states(), ConclusionDigest.ofAll(this));
  }

  /** A number for the states that were concluded. */
  long states() {
    return ConclusionDigest.ofStates(this);
  }
}
