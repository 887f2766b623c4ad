package dev.leeway.registry;

import dev.leeway.schemas.avro.VerdictRecord;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.SystemLimitException;
import org.apache.avro.util.ClassSecurityValidator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Avro may do on the word of a few bytes: how much it may allocate, and which classes it may
 * make. Without limits six bytes ask for a list of a hundred million elements, and a false string
 * length ends the process.
 *
 * <p>Avro takes its limits from system properties only, and reads them once, when its class {@code
 * SystemLimitException} is first used, be it only to parse a schema with a fixed type. So every
 * class here that parses foreign schemas or decodes calls {@link #apply} from its static
 * initialiser, and a process that uses Avro by other means too calls it first in {@code main}. A
 * property given on the command line ({@code -Dorg.apache.avro.limits.string.maxLength=...}) wins.
 */
public final class AvroLimits {

  /** Longest string and bytes value: a profile, the largest we write, stays below 16 MiB. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /** Most items of one array or map; an embedding has thousands. */
  public static final int MAX_ITEMS = 100_000;

  private static final Logger log = LoggerFactory.getLogger(AvroLimits.class);

  static {
    set(SystemLimitException.MAX_BYTES_LENGTH_PROPERTY, MAX_BYTES);
    set(SystemLimitException.MAX_STRING_LENGTH_PROPERTY, MAX_BYTES);
    set(SystemLimitException.MAX_COLLECTION_LENGTH_PROPERTY, MAX_ITEMS);
    // Items that take no bytes, such as nulls, over the whole record.
    set(SystemLimitException.MAX_COLLECTION_ALLOCATION_PROPERTY, MAX_ITEMS);
    ClassSecurityValidator.setGlobal(
        ClassSecurityValidator.composite(
            ClassSecurityValidator.getGlobal(),
            type -> type.getPackageName().equals(VerdictRecord.class.getPackageName())));
    if (!holds()) {
      log.warn("Avro was used before its limits were set: records can make it allocate 2 GiB");
    }
  }

  private AvroLimits() {}

  /** Sets the limits for the whole process unless that was done before. */
  public static void apply() {
    // The work is done in the static initialiser, once.
  }

  private static void set(String property, int limit) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, String.valueOf(limit));
    }
  }

  private static boolean holds() {
    try {
      SystemLimitException.checkMaxStringLength(Integer.MAX_VALUE - 8L);
      return false;
    } catch (AvroRuntimeException e) {
      return true;
    }
  }
}
