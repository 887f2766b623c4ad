package dev.leeway.bundle;

import dev.leeway.profile.ProfileBuilder;
import dev.leeway.reference.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is worked out of a reference to count rows on it: its id, which takes a hash of all it
 * holds, and tables of its layout. Each takes as long as counting a thousand rows, so all tasks of
 * a process share them, for as long as somebody holds the reference. By identity, for a reference
 * is large to compare; a directory hands out one object per reference. Safe for many threads.
 */
final class CountedReference {

  private static final Map<Key, CountedReference> KNOWN = new HashMap<>();
  private static final ReferenceQueue<Reference> GONE = new ReferenceQueue<>();

  private final String id;
  private ProfileBuilder.Counting counting;
  private Map<String, Pattern> patterns;

  private CountedReference(Reference reference) {
    id = reference.id();
    patterns = Map.of();
    counting = ProfileBuilder.Counting.ofStream(reference.layout(), patterns);
  }

  static CountedReference of(Reference reference) {
    synchronized (KNOWN) {
      for (Object gone = GONE.poll(); gone != null; gone = GONE.poll()) {
        KNOWN.keySet().remove(gone);
      }
      return KNOWN.computeIfAbsent(new Key(reference), key -> new CountedReference(reference));
    }
  }

  String id() {
    return id;
  }

  /**
   * How rows are counted on its layout.
   *
   * @param wanted patterns by column
   */
  synchronized ProfileBuilder.Counting counting(Map<String, Pattern> wanted) {
    if (!wanted.equals(patterns)) {
      counting = ProfileBuilder.Counting.ofStream(counting.layout(), wanted);
      patterns = Map.copyOf(wanted);
    }
    return counting;
  }

  /** A reference by identity, that does not keep it. */
  private static final class Key extends WeakReference<Reference> {

    private final int hash;

    Key(Reference reference) {
      super(reference, GONE);
      hash = System.identityHashCode(reference);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      if (this == other) return true;
      Reference own = get();
      return own != null && other instanceof Key key && key.refersTo(own);
    }
  }
}
