package dev.leeway.app.api;

import dev.leeway.verdict.Verdict;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A drift job of two partitions, of which one is here unless a test says otherwise. */
final class LiveFake implements LiveView {

  final List<Verdict> soFar = new ArrayList<>();
  final SortedMap<Integer, Instant> asOf = new TreeMap<>();
  List<URI> others = List.of();
  boolean busy;

  LiveFake() {
    asOf.put(0, Instant.parse("2001-03-05T07:20:00Z"));
  }

  @Override
  public Optional<Known> here(String model, Optional<String> version, String segment) {
    if (busy) return Optional.empty();
    List<Verdict> asked =
        soFar.stream()
            .filter(verdict -> verdict.model().name().equals(model))
            .filter(verdict -> version.map(verdict.model().version()::equals).orElse(true))
            .filter(verdict -> verdict.segment().equals(segment))
            .toList();
    return Optional.of(new Known(asked, asOf));
  }

  @Override
  public int partitions() {
    return 2;
  }

  @Override
  public List<URI> others() {
    return others;
  }
}
