package dev.leeway.merge;

import dev.leeway.profile.Profile;
import dev.leeway.window.Tide;
import java.time.Instant;

/** Keeps what a {@link WindowBook} must find again after a restart. Last write of a key holds. */
public interface MergeJournal extends MarkJournal, EvidenceJournal {

  void pane(PaneKey key, Profile profile);

  void forgetPane(PaneKey key);

  /** Rows of the pane are lost; in the place of its profile stands that from now on. */
  void damagedPane(PaneKey key);

  /** Up to where the model's windows have been forgotten; it never goes back. */
  void floor(String model, Instant floor);

  /** All that is known of one source partition. */
  void tide(Tide snapshot);
}
