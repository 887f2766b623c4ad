package dev.leeway.config.yaml;

import java.util.SortedSet;

/**
 * Where a value is, or would be, in its document.
 *
 * @param at the value's position, or that of the section where it is missing
 * @param path as shown, for example {@code alerting.targets[0].url}; empty for the top
 * @param pattern the path with {@code []} for places in lists and {@code *} for free names
 */
record Place(Scope scope, Position at, String path, String pattern) {

  /** What all places of a document share. */
  record Scope(
      Problems problems, SortedSet<String> asked, References references, Overrides overrides) {}

  static Place top(Scope scope, Position at) {
    return new Place(scope, at, "", "");
  }

  Place key(String key) {
    return new Place(scope, at, join(path, key), join(pattern, key));
  }

  Place freeName(String name) {
    return new Place(scope, at, join(path, name), join(pattern, "*"));
  }

  Place element(int index) {
    return new Place(scope, at, path + "[" + index + "]", pattern + "[]");
  }

  Place at(Position position) {
    return new Place(scope, position, path, pattern);
  }

  void problem(String message) {
    scope.problems().add(at, path, message);
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
