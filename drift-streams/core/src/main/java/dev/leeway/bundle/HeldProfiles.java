package dev.leeway.bundle;

/** How many profiles a bundle holds, kept count of: it is asked for after every event. */
final class HeldProfiles {

  private int profiles;

  void add(int more) {
    profiles += more;
  }

  int profiles() {
    return profiles;
  }
}
