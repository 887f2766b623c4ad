package dev.leeway.app.compare;

import java.io.IOException;

/** Tells people or programs of a comparison, one chunk after the other. */
public interface Report {

  /** Before the first chunk. */
  void begin(Heading heading) throws IOException;

  void add(ChunkVerdict verdict) throws IOException;

  /** After the last chunk. */
  void end(Outcome outcome) throws IOException;
}
