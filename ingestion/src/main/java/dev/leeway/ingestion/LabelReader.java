package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonToken;
import dev.leeway.eventlog.EncodedEvent;
import dev.leeway.eventlog.LabelEncoder;
import dev.leeway.eventlog.LabelHead;
import dev.leeway.eventlog.Outcome;
import dev.leeway.monitor.Monitor;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads labels. For one thread. */
final class LabelReader implements EventReader {

  private static final List<String> FIELDS =
      List.of("predictionId", "id", "model", "value", "labelTime");

  private final HeadReader heads;
  private final Set<String> seen = new HashSet<>();
  private Optional<String> id = Optional.empty();
  private Optional<Monitor> monitor = Optional.empty();
  private Optional<Outcome> value = Optional.empty();
  private Optional<EventTime> time = Optional.empty();

  LabelReader(HeadReader heads) {
    this.heads = heads;
  }

  @Override
  public List<String> fields() {
    return FIELDS;
  }

  @Override
  public void read(String field, JsonInput in) throws IOException {
    seen.add(field);
    switch (field) {
      case "predictionId", "id" -> id = HeadReader.readId(in);
      case "model" -> monitor = heads.readModel(in);
      case "value" -> value = readOutcome(in);
      case "labelTime" -> time = TimeReader.read(in);
      default -> throw new AssertionError(field);
    }
  }

  @Override
  public Optional<EncodedEvent> finish(Flaws flaws, Instant received) {
    checkFields(flaws);
    monitor.ifPresent(m -> time.ifPresent(t -> t.check(m.timing(), received, "/labelTime", flaws)));
    if (flaws.flawed() || id.isEmpty() || monitor.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    Instant at = time.map(EventTime::at).orElse(received);
    LabelHead head = new LabelHead(id.get(), monitor.get().model(), at);
    return Optional.of(LabelEncoder.encode(head, value.get()));
  }

  @Override
  public void reset() {
    seen.clear();
    id = Optional.empty();
    monitor = Optional.empty();
    value = Optional.empty();
    time = Optional.empty();
  }

  private void checkFields(Flaws flaws) {
    if (seen.contains("predictionId") && seen.contains("id")) {
      flaws.add(
          ProblemCode.DUPLICATE_FIELD, "/id", "is the same as predictionId: send one of them");
    } else if (!seen.contains("predictionId") && !seen.contains("id")) {
      flaws.add(ProblemCode.MISSING_FIELD, "/predictionId", "is required");
    }
    for (String field : List.of("model", "value")) {
      if (!seen.contains(field)) {
        flaws.add(ProblemCode.MISSING_FIELD, "/" + field, "is required");
      }
    }
  }

  private static Optional<Outcome> readOutcome(JsonInput in) throws IOException {
    JsonToken token = in.token();
    if (token == JsonToken.VALUE_TRUE) return Optional.of(Outcome.of(true));
    if (token == JsonToken.VALUE_FALSE) return Optional.of(Outcome.of(false));
    if (token == JsonToken.VALUE_STRING) return in.string().map(Outcome::of);
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return in.isLong() ? Optional.of(Outcome.of(in.wholeNumber())) : Optional.empty();
    }
    if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      double number = in.number();
      if (Double.isFinite(number)) return Optional.of(Outcome.of(number));
      in.notFinite();
      return Optional.empty();
    }
    in.wrongType("a flag, a number or a string");
    return Optional.empty();
  }
}
