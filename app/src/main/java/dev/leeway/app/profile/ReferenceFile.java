package dev.leeway.app.profile;

import dev.leeway.reference.Reference;
import dev.leeway.registry.AvroLimits;
import dev.leeway.schemas.avro.ReferenceRecord;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.Undecodable;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileStream;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;

/**
 * A reference in a file of its own: an Avro data file with one record, so that every Avro tool can
 * read it.
 */
public final class ReferenceFile {

  /** Largest file that is read: layout, profile and performance are at most 16 MiB each. */
  private static final int MAX_BYTES = 64 * 1024 * 1024;

  static {
    AvroLimits.apply();
  }

  private ReferenceFile() {}

  /** Writes the file; whoever reads meanwhile, or after a crash, sees the old or the new one. */
  public static void write(Path file, Reference reference) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = target.getParent();
    if (folder == null) throw new IOException(file + ": not a file name");
    Path fresh = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel =
              FileChannel.open(fresh, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
          DataFileWriter<ReferenceRecord> writer =
              new DataFileWriter<>(new SpecificDatumWriter<>(ReferenceRecord.class))) {
        writer.setCodec(CodecFactory.deflateCodec(6));
        writer.create(ReferenceRecord.getClassSchema(), out);
        writer.append(ReferenceWire.record(reference));
        writer.flush();
        channel.force(true);
      }
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * The reference in a file.
   *
   * @throws Undecodable if the file holds none, or is damaged
   */
  public static Reference read(Path file) throws IOException, Undecodable {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    try {
      if (bytes.length > MAX_BYTES) throw malformed("larger than " + MAX_BYTES + " bytes");
      return reference(bytes);
    } catch (IOException | AvroRuntimeException | UnsupportedOperationException | Undecodable e) {
      // Avro says "unsupported" of sizes beyond what Java can hold, as damage makes them.
      throw new Undecodable(
          Undecodable.Reason.MALFORMED, file + ": not a reference: " + e.getMessage(), e);
    }
  }

  private static Reference reference(byte[] bytes) throws IOException, Undecodable {
    try (DataFileStream<ReferenceRecord> records =
        new DataFileStream<>(
            new ByteArrayInputStream(bytes), new SpecificDatumReader<>(ReferenceRecord.class))) {
      if (!records.hasNext()) throw malformed("empty");
      Reference reference = ReferenceWire.reference(records.next());
      if (records.hasNext()) throw malformed("more than one");
      return reference;
    }
  }

  private static Undecodable malformed(String problem) {
    return new Undecodable(Undecodable.Reason.MALFORMED, problem);
  }
}
