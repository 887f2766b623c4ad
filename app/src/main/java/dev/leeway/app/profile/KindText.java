package dev.leeway.app.profile;

import dev.leeway.profile.ColumnKind;
import java.util.Locale;

/** Names of column kinds as in settings and JSON. */
final class KindText {

  private KindText() {}

  static String of(ColumnKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
