package dev.leeway.app.history;

import dev.leeway.app.profile.TableReference;
import dev.leeway.app.rows.RowException;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.drift.ReferenceBands;
import dev.leeway.event.ModelRef;
import dev.leeway.profile.Profile;
import dev.leeway.reference.ChunkedCounter;
import dev.leeway.reference.Reference;
import dev.leeway.reference.WindowChoice;
import dev.leeway.window.Window;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.Undecodable;
import dev.leeway.wire.WindowProfileWire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A reference of windows that were closed: their profiles are read from their topic, the newest
 * revision of each, and merged. They have to be counted on one layout, which is that of the
 * reference they were compared with, and stays it.
 */
public final class WindowsReference {

  private final TopicSpan references;
  private final ReferenceWire referenceWire;
  private final TopicSpan profiles;
  private final WindowProfileWire profileWire;
  private final RowProgress progress;

  /** A part of a topic and how its records are read. */
  public record Read<W>(TopicSpan span, W wire) {}

  public WindowsReference(
      Read<ReferenceWire> references, Read<WindowProfileWire> profiles, RowProgress progress) {
    this.references = references.span();
    referenceWire = references.wire();
    this.profiles = profiles.span();
    profileWire = profiles.wire();
    this.progress = progress;
  }

  private record Spot(int partition, long offset) {

    static Spot of(ConsumerRecord<byte[], byte[]> record) {
      return new Spot(record.partition(), record.offset());
    }
  }

  /** Where the newest revision of a window lies. */
  private record Place(int revision, String referenceId, Spot spot) {}

  /**
   * Which windows.
   *
   * @param last how long before the newest window's end
   * @param sameHour whether only those that start in the hour of the week that {@code hour} names,
   *     or else the newest window ends in
   * @param hour a time in the hour that is meant
   */
  public record Wanted(Duration last, boolean sameHour, Optional<Instant> hour) {}

  /**
   * The reference of the wanted windows over all segments' rows. Its provenance gets their number,
   * the time they span, the reference they were counted on, and their rows.
   *
   * @throws RowException if there is no such window, or the reference they were counted on is not
   *     there any more
   */
  public Reference build(TableReference.Origin origin, Wanted wanted) {
    NavigableMap<Window, Place> found = places(origin.model());
    if (found.isEmpty()) {
      throw RowException.of(profiles.topic(), "no closed window of " + origin.model());
    }
    Instant newest = found.keySet().stream().map(Window::end).max(Instant::compareTo).orElseThrow();
    Optional<Instant> hour =
        wanted.sameHour() ? Optional.of(wanted.hour().orElse(newest)) : Optional.empty();
    List<Window> chosen = new WindowChoice(wanted.last(), hour).of(found.keySet());
    if (chosen.isEmpty()) {
      throw RowException.of(profiles.topic(), "no closed window of " + origin.model() + " then");
    }
    Map<String, Reference> known = references(origin.model());
    Reference base = base(found, chosen, known);
    List<Window> alike =
        chosen.stream()
            .filter(window -> isOn(base, known.get(place(found, window).referenceId())))
            .toList();
    return merged(origin, base, alike, found);
  }

  private static Place place(NavigableMap<Window, Place> found, Window window) {
    Place place = found.get(window);
    if (place == null) throw new IllegalStateException("not found: " + window);
    return place;
  }

  /** The reference that the newest of the windows was counted on. */
  private Reference base(
      NavigableMap<Window, Place> found, List<Window> chosen, Map<String, Reference> known) {
    String id = place(found, chosen.get(chosen.size() - 1)).referenceId();
    Reference base = known.get(id);
    if (base == null) {
      throw RowException.of(
          references.topic(),
          id.isEmpty()
              ? "the windows were closed without a reference: there is no grid they are counted on"
              : "reference " + id + ", on whose grid the windows are counted, is not there");
    }
    return base;
  }

  private static boolean isOn(Reference base, @Nullable Reference other) {
    return other != null && other.layout().equals(base.layout());
  }

  private Reference merged(
      TableReference.Origin origin,
      Reference base,
      List<Window> windows,
      NavigableMap<Window, Place> found) {
    int groups = Math.min(ChunkedCounter.CHUNKS, windows.size());
    Map<Spot, Integer> groupOf = new HashMap<>();
    for (int i = 0; i < windows.size(); i++) {
      groupOf.put(place(found, windows.get(i)).spot(), (int) ((long) i * groups / windows.size()));
    }
    Map<Integer, Profile> merged = new TreeMap<>();
    profiles.forEach(
        progress,
        record -> {
          Integer group = groupOf.get(Spot.of(record));
          if (group != null) merged.merge(group, profile(record), Profile::merge);
        });
    if (merged.size() != groups)
      throw RowException.of(profiles.topic(), "changed while it was read");
    List<Profile> chunks = new ArrayList<>(merged.values());
    Profile whole = chunks.stream().reduce(Profile::merge).orElseThrow();
    SortedMap<String, String> provenance = new TreeMap<>(origin.attributes());
    provenance.put("rows", String.valueOf(whole.rows()));
    provenance.put("windows", String.valueOf(windows.size()));
    provenance.put("from", windows.get(0).start().toString());
    provenance.put("to", windows.get(windows.size() - 1).end().toString());
    provenance.put("grid", base.id());
    Reference reference =
        new Reference(
            origin.model(), Instant.EPOCH, origin.createdAt(), provenance, base.layout(), whole);
    return ReferenceBands.measured(
        new ChunkedCounter.Chunked(
            reference, groups == ChunkedCounter.CHUNKS ? chunks : List.of()));
  }

  private Profile profile(ConsumerRecord<byte[], byte[]> record) {
    try {
      return profileWire.profile(record.value());
    } catch (Undecodable e) {
      throw RowException.of(
          record.topic() + "-" + record.partition() + " offset " + record.offset(),
          String.valueOf(e.getMessage()));
    }
  }

  private NavigableMap<Window, Place> places(ModelRef model) {
    NavigableMap<Window, Place> found = new TreeMap<>();
    profiles.forEach(
        progress,
        record -> {
          WindowProfileWire.Closed window = head(record).orElse(null);
          if (window == null || !window.model().equals(model) || !window.segment().isEmpty()) {
            return;
          }
          Place place = new Place(window.revision(), window.referenceId(), Spot.of(record));
          found.merge(
              window.window(),
              place,
              (before, now) -> now.revision() >= before.revision() ? now : before);
        });
    return found;
  }

  /** Leeway alone writes the topic; what is not a profile there was told by the results store. */
  private Optional<WindowProfileWire.Closed> head(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(profileWire.head(record.value()));
    } catch (Undecodable e) {
      return Optional.empty();
    }
  }

  private Map<String, Reference> references(ModelRef model) {
    Map<String, Reference> known = new HashMap<>();
    references.forEach(
        RowProgress.NONE,
        record -> {
          try {
            Reference reference = referenceWire.decode(record.value());
            if (reference.model().equals(model)) known.put(reference.id(), reference);
          } catch (Undecodable e) {
            // Nobody's windows are counted on it: the drift job could not read it either.
            return;
          }
        });
    return known;
  }
}
