package dev.leeway.detector;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The detectors there are, each with its usual settings. */
public enum DetectorKind {
  DDM,
  EDDM,
  PAGE_HINKLEY,
  ADWIN;

  /** The name in configuration and results: {@code page_hinkley}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<DetectorKind> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key().equals(key)).findFirst();
  }

  /** A new one, that has seen nothing. */
  public Detector make() {
    return switch (this) {
      case DDM -> new Ddm();
      case EDDM -> new Eddm();
      case PAGE_HINKLEY -> new PageHinkley();
      case ADWIN -> new Adwin();
    };
  }

  /**
   * Whether it watches only whether a class is wrong: how often a model errs has no meaning where
   * all numbers are off.
   */
  public boolean watchesClassesOnly() {
    return this == DDM || this == EDDM;
  }
}
