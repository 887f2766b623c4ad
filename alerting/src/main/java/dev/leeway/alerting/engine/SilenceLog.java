package dev.leeway.alerting.engine;

import dev.leeway.alerting.Command;
import dev.leeway.alerting.Command.Silence;
import dev.leeway.alerting.Command.Unsilence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The silences that commands come to, over or not. For one thread. */
final class SilenceLog {

  private final Map<String, Silence> byId = new LinkedHashMap<>();

  /** Takes the commands in their order. */
  void take(Command command) {
    if (command instanceof Silence silence) byId.put(silence.id(), silence);
    if (command instanceof Unsilence over) byId.remove(over.id());
  }

  /** Those that were set and not taken back. */
  Collection<Silence> silences() {
    return List.copyOf(byId.values());
  }
}
