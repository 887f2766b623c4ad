package dev.leeway.merge;

import dev.leeway.drift.DriftJudge;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.reference.Reference;
import java.util.IdentityHashMap;

/**
 * The judges of the references in use: their bounds take some milliseconds to work out and serve
 * every window and segment. By identity, for a reference is large to compare; a directory hands out
 * one object per reference. For one thread.
 */
final class Judges {

  /** References kept; more than one book ever works with at a time. */
  private static final int MOST = 1_000;

  private final IdentityHashMap<Reference, Entry> judges = new IdentityHashMap<>();

  /** A reference's id, which takes a hash of all it holds, its layout, and its judge. */
  record Entry(String id, Monitor monitor, Layout layout, DriftJudge judge) {

    Trails.Against<Profile> against() {
      return new Trails.Against<>(id, judge);
    }
  }

  Entry of(Reference reference, Monitor monitor) {
    Entry known = judges.get(reference);
    if (known != null && known.monitor.equals(monitor)) return known;
    if (judges.size() >= MOST) judges.clear();
    Entry made =
        new Entry(reference.id(), monitor, reference.layout(), new DriftJudge(reference, monitor));
    judges.put(reference, made);
    return made;
  }
}
