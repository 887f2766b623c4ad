package dev.leeway.app.profile;

import dev.leeway.profile.ColumnKind;
import java.util.Locale;

/** Names of column kinds as in settings and JSON. */
public final class KindText {

  private KindText() {}

  /** For example {@code numeric}. */
  public static String of(ColumnKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
