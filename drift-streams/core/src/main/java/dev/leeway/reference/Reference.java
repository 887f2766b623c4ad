package dev.leeway.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import dev.leeway.event.ModelRef;
import dev.leeway.joint.JointProfile;
import dev.leeway.joint.JointTransform;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Layout;
import dev.leeway.profile.LayoutCodec;
import dev.leeway.profile.NumericProfile;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileCodec;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The frozen profile of the data a model version was trained or validated on, with the layout that
 * every window of that version is counted on.
 *
 * @param effectiveFrom event time of the first pane that is compared with it; the epoch is from the
 *     beginning
 * @param provenance where it came from: file, hash, rows, and free pairs
 * @param bands how far consecutive chunks of it are from the whole, by column and formula
 * @param performance how the model did on it, where it has labels
 */
public record Reference(
    ModelRef model,
    Instant effectiveFrom,
    Instant createdAt,
    SortedMap<String, String> provenance,
    Layout layout,
    Profile profile,
    Bands bands,
    Optional<ReferencePerformance> performance) {

  /**
   * @throws IllegalArgumentException if the profile was not counted on the layout
   */
  public Reference {
    requireNonNull(model, "model");
    requireNonNull(effectiveFrom, "effectiveFrom");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(bands, "bands");
    requireNonNull(performance, "performance");
    provenance = unmodifiableSortedMap(new TreeMap<>(provenance));
    if (layout.columns().size() != profile.columns().size()) {
      throw new IllegalArgumentException("profile and layout differ");
    }
    if (!layout.joint().map(JointTransform::sums).equals(profile.joint().map(JointProfile::size))) {
      throw new IllegalArgumentException("profile and layout differ in what is looked at together");
    }
    for (int i = 0; i < layout.columns().size(); i++) {
      boolean numeric = layout.columns().get(i) instanceof ColumnLayout.Numeric;
      if (numeric != (profile.columns().get(i) instanceof NumericProfile)
          || layout.columns().get(i).bins() != profile.columns().get(i).counts().length) {
        throw new IllegalArgumentException(
            "profile and layout differ in " + layout.columns().get(i).name());
      }
    }
  }

  /** A reference without labels whose chunks were not measured. */
  public Reference(
      ModelRef model,
      Instant effectiveFrom,
      Instant createdAt,
      SortedMap<String, String> provenance,
      Layout layout,
      Profile profile) {
    this(
        model, effectiveFrom, createdAt, provenance, layout, profile, Bands.NONE, Optional.empty());
  }

  /**
   * A name for exactly this model, layout, counts, bands and performance: 16 hexadecimal digits of
   * their SHA-256. When and from where it was made does not enter.
   */
  public String id() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(model.toString().getBytes(UTF_8));
      digest.update(LayoutCodec.encode(layout));
      digest.update(ProfileCodec.decisionBytes(profile));
      bands.writeTo(digest);
      performance.map(ReferencePerformanceCodec::encode).ifPresent(digest::update);
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** The same, holding from another event time on. */
  public Reference effectiveFrom(Instant from) {
    return new Reference(model, from, createdAt, provenance, layout, profile, bands, performance);
  }

  /** The same with an equal layout. */
  Reference on(Layout equal) {
    return new Reference(
        model, effectiveFrom, createdAt, provenance, equal, profile, bands, performance);
  }

  /** The same with what its chunks showed. */
  public Reference withBands(Bands measured) {
    return new Reference(
        model, effectiveFrom, createdAt, provenance, layout, profile, measured, performance);
  }

  /** The same with how the model did on it. */
  public Reference withPerformance(ReferencePerformance measured) {
    return new Reference(
        model, effectiveFrom, createdAt, provenance, layout, profile, bands, Optional.of(measured));
  }
}
