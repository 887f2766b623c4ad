package dev.leeway.ingestion;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found wrong with the events of one request, event by event. */
final class Flaws {

  /** More would help nobody to mend a batch. */
  static final int LISTED = 100;

  private final List<Flaw> listed = new ArrayList<>();
  private final Map<ProblemCode, Integer> rejected = new EnumMap<>(ProblemCode.class);
  private String prefix = "";
  private Optional<ProblemCode> first = Optional.empty();
  private int before;
  private int events;

  /** Begins the only event of a request. */
  void begin() {
    begin("");
  }

  /** Begins the event on the given line of a batch, counted from 1. */
  void beginLine(int line) {
    begin("line " + line);
  }

  /**
   * @param path a JSON pointer within the event
   */
  void add(ProblemCode code, String path, String detail) {
    if (listed.size() < LISTED) listed.add(new Flaw(code, place(path), detail));
    if (first.isEmpty()) {
      first = Optional.of(code);
      events++;
      rejected.merge(code, 1, Integer::sum);
    }
  }

  /** The event cannot even be read: that is told instead of what was found in it before. */
  void addInstead(ProblemCode code, String path, String detail) {
    listed.subList(before, listed.size()).clear();
    first.ifPresent(
        counted -> {
          events--;
          rejected.merge(counted, -1, Integer::sum);
        });
    first = Optional.empty();
    add(code, path, detail);
  }

  /** Whether the event begun last has a flaw. */
  boolean flawed() {
    return first.isPresent();
  }

  /** Number of events with flaws. */
  int events() {
    return events;
  }

  /** Events with flaws by what was found first. */
  Map<ProblemCode, Integer> rejected() {
    return rejected;
  }

  /** The first {@link #LISTED} flaws. */
  List<Flaw> listed() {
    return listed;
  }

  private void begin(String place) {
    prefix = place;
    first = Optional.empty();
    before = listed.size();
  }

  private String place(String path) {
    if (prefix.isEmpty()) return path;
    return path.isEmpty() ? prefix : prefix + " " + path;
  }
}
