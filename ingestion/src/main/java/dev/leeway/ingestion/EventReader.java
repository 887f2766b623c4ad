package dev.leeway.ingestion;

import dev.leeway.eventlog.EncodedEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes an event of the fields of one JSON object; again and again, for one thread. */
interface EventReader {

  /** The fields there are. */
  List<String> fields();

  /** Takes the field's value, which is at hand, or says what is wrong with it. */
  void read(String field, JsonInput in) throws IOException;

  /** The event, unless it has flaws; these may come to light only here. */
  Optional<EncodedEvent> finish(Flaws flaws, Instant received);

  /** Forgets what was read since the last event. */
  void reset();
}
