package dev.leeway.profile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;

import dev.leeway.sketch.CorruptStateException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The frame round everything that is stored: sketches and counts carry no checksum of their own,
 * and one flipped bit gives a silently different answer in up to 71 % of trials (frequent items).
 *
 * <pre>
 * 0  magic "LWY1"    4  format version    5  kind    6  zero, zero
 * 8  payload length  12 CRC32C of bytes 0-11 and the payload  16 payload
 * </pre>
 *
 * Integers are big-endian. Length and checksum are verified before a byte of the payload is read.
 */
public final class Envelope {

  /** Bytes before the payload. */
  public static final int HEADER = 16;

  /** Largest payload read or written: 16 MiB. */
  public static final int MAX_PAYLOAD = 16 * 1024 * 1024;

  private static final byte[] MAGIC = "LWY1".getBytes(US_ASCII);
  private static final int CHECKSUM_AT = 12;

  private Envelope() {}

  /** What the payload is. */
  public enum Kind {
    LAYOUT(1),
    PROFILE(2),
    /** State of the merge job, kept by the engine. */
    MERGE_STATE(3),
    /** A moment from which the merge job sums evidence up. */
    EVIDENCE(4),
    /** How outcomes are counted. */
    PERFORMANCE_LAYOUT(5),
    /** Outcomes counted. */
    PERFORMANCE(6),
    /** Outcomes of a reference, with what estimates need. */
    REFERENCE_PERFORMANCE(7),
    /** What detectors remember of the errors they watched. */
    DETECTORS(8);

    private final byte code;

    Kind(int code) {
      this.code = (byte) code;
    }
  }

  /**
   * @throws IllegalArgumentException if the payload is larger than {@link #MAX_PAYLOAD}
   */
  public static byte[] seal(Kind kind, int version, byte[] payload) {
    if (payload.length > MAX_PAYLOAD) {
      throw new IllegalArgumentException("payload of " + payload.length + " bytes");
    }
    ByteBuffer out = ByteBuffer.allocate(HEADER + payload.length);
    out.put(MAGIC).put((byte) version).put(kind.code).putShort((short) 0).putInt(payload.length);
    out.position(HEADER);
    out.put(payload);
    out.putInt(CHECKSUM_AT, checksum(out.array()));
    return out.array();
  }

  /**
   * The payload, once magic, kind, version, length and checksum have been found right.
   *
   * @param newest the newest format version the caller reads
   * @throws CorruptStateException if anything is amiss
   */
  public static byte[] open(Kind kind, int newest, byte[] sealed) {
    requireNonNull(kind, "kind");
    if (sealed.length < HEADER) throw new CorruptStateException(sealed.length + " bytes");
    ByteBuffer in = ByteBuffer.wrap(sealed);
    int length = in.getInt(8);
    if (length > MAX_PAYLOAD) throw new CorruptStateException("payload of " + length + " bytes");
    if (length != sealed.length - HEADER) {
      throw new CorruptStateException(
          "length says " + length + ", has " + (sealed.length - HEADER));
    }
    if (in.getInt(CHECKSUM_AT) != checksum(sealed)) throw new CorruptStateException("checksum");
    if (!Arrays.equals(sealed, 0, 4, MAGIC, 0, 4)) throw new CorruptStateException("magic");
    if (sealed[5] != kind.code) {
      throw new CorruptStateException("kind " + sealed[5] + " where " + kind + " belongs");
    }
    if (sealed[4] < 1 || sealed[4] > newest) {
      throw new CorruptStateException(
          "format version " + sealed[4] + ", this reads 1 to " + newest);
    }
    return Arrays.copyOfRange(sealed, HEADER, sealed.length);
  }

  /** The format version of bytes that {@link #open} has found right. */
  public static int version(byte[] sealed) {
    return sealed[4];
  }

  private static int checksum(byte[] sealed) {
    CRC32C crc = new CRC32C();
    crc.update(sealed, 0, CHECKSUM_AT);
    crc.update(sealed, HEADER, sealed.length - HEADER);
    return (int) crc.getValue();
  }
}
