package dev.leeway.ingestion;

import static java.util.Objects.requireNonNull;

import dev.leeway.event.Names;
import java.time.Duration;

/**
 * How much one request, and all of them together, may ask of the gateway. A body is measured as
 * sent and again as unpacked.
 *
 * @param bodyBytes longest body with one event; default 1 MiB
 * @param batchBytes longest body of a batch; default 5 MiB
 * @param batchEvents events per batch; default 5,000
 * @param eventBytes longest event as stored, which Kafka's own limit of 1 MiB per record must
 *     exceed; default 512 KiB
 * @param fields tags, features and output columns of one event together; default 1,024
 * @param stringBytes longest string value, in bytes of UTF-8; default 1,024
 * @param nameLength longest name of a model, version, tag or column; default and most {@value
 *     dev.leeway.event.Names#MAX_LENGTH}
 * @param depth nested objects and arrays; an event needs 3; default 8
 * @param gzipRatio how many times its size a gzip body may unpack to; default 100
 * @param inFlightBytes bodies that were read and are not answered yet, with 8 KiB added to each;
 *     default 64 MiB. A body takes about four times its size of heap until it is answered.
 * @param ackTimeout after how long without an answer of the event log a request fails; to be longer
 *     than the log's own delivery timeout. Default 12 s
 */
public record IngestLimits(
    int bodyBytes,
    int batchBytes,
    int batchEvents,
    int eventBytes,
    int fields,
    int stringBytes,
    int nameLength,
    int depth,
    int gzipRatio,
    long inFlightBytes,
    Duration ackTimeout) {

  public static final IngestLimits DEFAULT =
      new IngestLimits(
          1 << 20,
          5 << 20,
          5_000,
          512 << 10,
          1_024,
          1_024,
          Names.MAX_LENGTH,
          8,
          100,
          64L << 20,
          Duration.ofSeconds(12));

  /**
   * @throws IllegalArgumentException if a value is out of its range
   */
  public IngestLimits {
    atLeast("bodyBytes", bodyBytes, 1);
    atLeast("batchBytes", batchBytes, 1);
    atLeast("batchEvents", batchEvents, 1);
    atLeast("eventBytes", eventBytes, 1);
    atLeast("fields", fields, 1);
    atLeast("stringBytes", stringBytes, 1);
    atLeast("nameLength", nameLength, 1);
    atLeast("depth", depth, 3);
    atLeast("gzipRatio", gzipRatio, 1);
    atLeast("inFlightBytes", inFlightBytes, 1);
    requireNonNull(ackTimeout, "ackTimeout");
    if (nameLength > Names.MAX_LENGTH) {
      throw new IllegalArgumentException("nameLength: " + nameLength);
    }
    if (ackTimeout.toMillis() < 1) throw new IllegalArgumentException("ackTimeout: " + ackTimeout);
  }

  /** The longest body of the given form. */
  int bytes(boolean batch) {
    return batch ? batchBytes : bodyBytes;
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) throw new IllegalArgumentException(name + ": " + value);
  }
}
