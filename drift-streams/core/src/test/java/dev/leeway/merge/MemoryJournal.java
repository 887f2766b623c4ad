package dev.leeway.merge;

import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.window.Tide;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A journal that a test can damage and replay. Profiles are kept as bytes, as a store has them. */
final class MemoryJournal implements MergeJournal {

  final Map<PaneKey, byte[]> panes = new HashMap<>();
  final Map<WindowKey, WindowMark> windows = new HashMap<>();
  final Map<EvidenceKey, byte[]> evidence = new HashMap<>();
  final Map<String, Instant> floors = new HashMap<>();
  final Map<Integer, Tide> tides = new HashMap<>();

  /** Panes whose bytes can no longer be read. */
  final Set<PaneKey> damaged = new HashSet<>();

  @Override
  public void pane(PaneKey key, Profile profile) {
    panes.put(key, ProfileCodec.encode(profile));
    damaged.remove(key);
  }

  @Override
  public void forgetPane(PaneKey key) {
    panes.remove(key);
    damaged.remove(key);
  }

  @Override
  public void damagedPane(PaneKey key) {
    panes.put(key, new byte[0]);
    damaged.add(key);
  }

  @Override
  public void window(WindowKey key, WindowMark mark) {
    windows.put(key, mark);
  }

  @Override
  public void forgetWindow(WindowKey key) {
    windows.remove(key);
  }

  @Override
  public void evidence(EvidenceKey key, byte[] sealed) {
    evidence.put(key, sealed);
  }

  @Override
  public void forgetEvidence(EvidenceKey key) {
    evidence.remove(key);
  }

  @Override
  public void floor(String model, Instant floor) {
    floors.put(model, floor);
  }

  @Override
  public void tide(Tide snapshot) {
    tides.put(snapshot.sourcePartition(), snapshot);
  }

  /** As a task does it when it starts. */
  void replayInto(WindowBook book) {
    panes.forEach(
        (key, bytes) -> {
          if (damaged.contains(key)) book.restoreDamaged(key);
          else book.restore(key, ProfileCodec.decode(bytes));
        });
    windows.forEach(book::restore);
    evidence.forEach(book::restore);
    floors.forEach(book::restore);
    tides.values().forEach(book::restore);
    book.settle();
  }
}
