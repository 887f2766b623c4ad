package dev.leeway.ingestion;

import java.time.Duration;

/** Limits that a test can reach with small bodies; what it does not set is the default. */
final class TestLimits {

  private int bodyBytes = IngestLimits.DEFAULT.bodyBytes();
  private int batchBytes = IngestLimits.DEFAULT.batchBytes();
  private int batchEvents = IngestLimits.DEFAULT.batchEvents();
  private int eventBytes = IngestLimits.DEFAULT.eventBytes();
  private int fields = IngestLimits.DEFAULT.fields();
  private long inFlightBytes = IngestLimits.DEFAULT.inFlightBytes();
  private Duration ackTimeout = IngestLimits.DEFAULT.ackTimeout();

  TestLimits bodyBytes(int value) {
    bodyBytes = value;
    return this;
  }

  TestLimits batchBytes(int value) {
    batchBytes = value;
    return this;
  }

  TestLimits batchEvents(int value) {
    batchEvents = value;
    return this;
  }

  TestLimits eventBytes(int value) {
    eventBytes = value;
    return this;
  }

  TestLimits fields(int value) {
    fields = value;
    return this;
  }

  TestLimits inFlightBytes(long value) {
    inFlightBytes = value;
    return this;
  }

  TestLimits ackTimeout(Duration value) {
    ackTimeout = value;
    return this;
  }

  IngestLimits build() {
    IngestLimits d = IngestLimits.DEFAULT;
    return new IngestLimits(
        bodyBytes,
        batchBytes,
        batchEvents,
        eventBytes,
        fields,
        d.stringBytes(),
        d.nameLength(),
        d.depth(),
        d.gzipRatio(),
        inFlightBytes,
        ackTimeout);
  }
}
