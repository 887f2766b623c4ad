package dev.leeway.ingestion;

import dev.leeway.eventlog.EncodedEvent;
import dev.leeway.eventlog.EventKind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Makes events of whole bodies. Safe for many threads. */
final class BodyParser {

  private final HeadReader heads;
  private final IngestLimits limits;
  private final StrictJson json;
  private final InstantSource clock;

  BodyParser(ModelCatalog catalog, IngestLimits limits, InstantSource clock) {
    this.heads = new HeadReader(catalog);
    this.limits = limits;
    this.json = new StrictJson(limits);
    this.clock = clock;
  }

  /**
   * @throws Refusal if a batch has no events or too many
   */
  Reading parse(byte[] body, boolean batch, EventKind kind) throws Refusal {
    Pass pass = new Pass(body, kind);
    if (batch) {
      pass.readLines();
    } else {
      pass.flaws.begin();
      pass.readEvent(0, body.length);
    }
    return new Reading(pass.events, pass.flaws);
  }

  private EventReader newReader(EventKind kind) {
    return kind == EventKind.PREDICTION ? new PredictionReader(heads) : new LabelReader(heads);
  }

  /** One way through one body. */
  private final class Pass {

    private final byte[] body;
    private final EventReader reader;
    private final Instant received = clock.instant();
    private final Utf8 text = new Utf8();
    private final Flaws flaws = new Flaws();
    private final List<EncodedEvent> events = new ArrayList<>();

    Pass(byte[] body, EventKind kind) {
      this.body = body;
      this.reader = newReader(kind);
    }

    void readLines() throws Refusal {
      int count = 0;
      int line = 0;
      for (int start = 0; start < body.length; ) {
        int end = endOfLine(start);
        line++;
        if (!isBlank(start, end)) {
          if (++count > limits.batchEvents()) throw tooMany();
          flaws.beginLine(line);
          readEvent(start, end - start);
        }
        start = end + 1;
      }
      if (count == 0) throw new Refusal(ProblemCode.EMPTY_BATCH, "the batch has no lines");
    }

    void readEvent(int offset, int length) {
      reader.reset();
      if (!text.decode(body, offset, length)) {
        flaws.add(ProblemCode.INVALID_UNICODE, "", "is not valid UTF-8");
        return;
      }
      if (json.read(text.chars(), text.length(), reader, flaws)) {
        reader.finish(flaws, received).ifPresent(this::keep);
      }
    }

    private void keep(EncodedEvent event) {
      if (event.size() > limits.eventBytes()) {
        flaws.add(
            ProblemCode.EVENT_TOO_LARGE,
            "",
            "takes " + event.size() + " bytes to store, the limit is " + limits.eventBytes());
      } else {
        events.add(event);
      }
    }

    private int endOfLine(int start) {
      int end = start;
      while (end < body.length && body[end] != '\n') end++;
      return end;
    }

    private boolean isBlank(int start, int end) {
      for (int i = start; i < end; i++) {
        if (body[i] != ' ' && body[i] != '\t' && body[i] != '\r') return false;
      }
      return true;
    }

    private Refusal tooMany() {
      return new Refusal(
          ProblemCode.TOO_MANY_EVENTS,
          "a batch may have " + limits.batchEvents() + " events; send several");
    }
  }
}
