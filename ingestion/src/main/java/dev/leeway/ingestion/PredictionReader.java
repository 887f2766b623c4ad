package dev.leeway.ingestion;

import com.fasterxml.jackson.core.JsonToken;
import dev.leeway.event.ModelRef;
import dev.leeway.eventlog.EncodedEvent;
import dev.leeway.eventlog.PredictionEncoder;
import dev.leeway.eventlog.PredictionHead;
import dev.leeway.monitor.Monitor;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads predictions. For one thread. */
final class PredictionReader implements EventReader {

  private static final List<String> FIELDS =
      List.of("id", "model", "version", "eventTime", "entity", "tags", "features", "output");
  private static final List<String> REQUIRED =
      List.of("id", "model", "version", "features", "output");

  /** The column of an output that is a single value. */
  private static final String SINGLE = "prediction";

  private final HeadReader heads;
  private final ColumnReader columns = new ColumnReader();
  private final PredictionEncoder encoder = new PredictionEncoder();
  private final Set<String> seen = new HashSet<>();
  private Optional<String> id = Optional.empty();
  private Optional<Monitor> monitor = Optional.empty();
  private Optional<String> version = Optional.empty();
  private Optional<EventTime> time = Optional.empty();
  private Optional<String> entity = Optional.empty();

  PredictionReader(HeadReader heads) {
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
      case "id" -> id = HeadReader.readId(in);
      case "model" -> monitor = heads.readModel(in);
      case "version" -> version = HeadReader.readName(in);
      case "eventTime" -> time = TimeReader.read(in);
      case "entity" -> entity = isNull(in) ? Optional.empty() : in.string();
      case "tags" -> {
        if (!isNull(in)) columns.readTags(in, encoder.tags());
      }
      case "features" -> columns.readColumns(field, in, encoder.features());
      case "output" -> readOutput(in);
      default -> throw new AssertionError(field);
    }
  }

  @Override
  public Optional<EncodedEvent> finish(Flaws flaws, Instant received) {
    for (String field : REQUIRED) {
      if (!seen.contains(field)) {
        flaws.add(ProblemCode.MISSING_FIELD, "/" + field, "is required");
      }
    }
    monitor.ifPresent(m -> time.ifPresent(t -> t.check(m.timing(), received, "/eventTime", flaws)));
    if (flaws.flawed() || id.isEmpty() || monitor.isEmpty() || version.isEmpty()) {
      return Optional.empty();
    }
    ModelRef model = new ModelRef(monitor.get().model(), version.get());
    Instant at = time.map(EventTime::at).orElse(received);
    return Optional.of(encoder.encode(new PredictionHead(id.get(), model, at, entity)));
  }

  @Override
  public void reset() {
    seen.clear();
    columns.reset();
    encoder.reset();
    id = Optional.empty();
    monitor = Optional.empty();
    version = Optional.empty();
    time = Optional.empty();
    entity = Optional.empty();
  }

  private void readOutput(JsonInput in) throws IOException {
    JsonToken token = in.token();
    if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      columns.readValue(SINGLE, in, encoder.output());
    } else {
      columns.readColumns("output", in, encoder.output());
    }
  }

  private static boolean isNull(JsonInput in) {
    return in.token() == JsonToken.VALUE_NULL;
  }
}
