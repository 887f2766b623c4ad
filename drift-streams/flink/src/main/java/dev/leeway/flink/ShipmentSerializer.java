package dev.leeway.flink;

import dev.leeway.bundle.PartialProfile;
import dev.leeway.bundle.PerformancePartial;
import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceProfileCodec;
import dev.leeway.profile.ProfileCodec;
import dev.leeway.window.Tide;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Shipments between tasks; profiles in their sealed form. */
final class ShipmentSerializer extends PlainSerializer<Shipment> {

  private static final long serialVersionUID = 1L;

  private static final byte ROWS = 1;
  private static final byte TIDINGS = 2;
  private static final byte OUTCOMES = 3;

  @Override
  public Shipment createInstance() {
    return new Shipment.Tidings(0, new Tide(0, 1, Instant.EPOCH, List.of()));
  }

  @Override
  public void serialize(Shipment shipment, DataOutputView out) throws IOException {
    if (shipment instanceof Shipment.Rows rows) {
      out.writeByte(ROWS);
      out.writeInt(rows.slot());
      write(rows.partial(), out);
    } else if (shipment instanceof Shipment.Outcomes outcomes) {
      out.writeByte(OUTCOMES);
      out.writeInt(outcomes.slot());
      write(outcomes.partial(), out);
    } else if (shipment instanceof Shipment.Tidings tidings) {
      out.writeByte(TIDINGS);
      out.writeInt(tidings.slot());
      write(tidings.tide(), out);
    }
  }

  @Override
  public Shipment deserialize(DataInputView in) throws IOException {
    byte kind = in.readByte();
    int slot = in.readInt();
    return switch (kind) {
      case ROWS -> new Shipment.Rows(slot, readPartial(in));
      case OUTCOMES -> new Shipment.Outcomes(slot, readOutcomes(in));
      case TIDINGS -> new Shipment.Tidings(slot, readTide(in));
      default -> throw new IOException("shipment of kind " + kind);
    };
  }

  @Override
  public TypeSerializerSnapshot<Shipment> snapshotConfiguration() {
    return new Snapshot();
  }

  private static void write(PartialProfile partial, DataOutputView out) throws IOException {
    out.writeUTF(partial.model().name());
    out.writeUTF(partial.model().version());
    out.writeUTF(partial.segment());
    out.writeLong(partial.paneStart().toEpochMilli());
    out.writeLong(partial.pane().toMillis());
    out.writeUTF(partial.referenceId());
    out.writeInt(partial.sourcePartition());
    byte[] profile = ProfileCodec.encode(partial.profile());
    out.writeInt(profile.length);
    out.write(profile);
  }

  private static PartialProfile readPartial(DataInputView in) throws IOException {
    ModelRef model = new ModelRef(in.readUTF(), in.readUTF());
    String segment = in.readUTF();
    Instant paneStart = Instant.ofEpochMilli(in.readLong());
    Duration pane = Duration.ofMillis(in.readLong());
    String referenceId = in.readUTF();
    int sourcePartition = in.readInt();
    byte[] profile = new byte[in.readInt()];
    in.readFully(profile);
    return new PartialProfile(
        model,
        segment,
        paneStart,
        pane,
        referenceId,
        sourcePartition,
        ProfileCodec.decode(profile));
  }

  private static void write(PerformancePartial partial, DataOutputView out) throws IOException {
    out.writeUTF(partial.model().name());
    out.writeUTF(partial.model().version());
    out.writeUTF(partial.segment());
    out.writeLong(partial.paneStart().toEpochMilli());
    out.writeLong(partial.pane().toMillis());
    out.writeUTF(partial.layoutId());
    out.writeInt(partial.sourcePartition());
    byte[] profile = PerformanceProfileCodec.encode(partial.profile());
    out.writeInt(profile.length);
    out.write(profile);
    out.writeUTF(partial.slice());
  }

  private static PerformancePartial readOutcomes(DataInputView in) throws IOException {
    ModelRef model = new ModelRef(in.readUTF(), in.readUTF());
    String segment = in.readUTF();
    Instant paneStart = Instant.ofEpochMilli(in.readLong());
    Duration pane = Duration.ofMillis(in.readLong());
    String layoutId = in.readUTF();
    int sourcePartition = in.readInt();
    byte[] profile = new byte[in.readInt()];
    in.readFully(profile);
    return new PerformancePartial(
        model,
        segment,
        paneStart,
        pane,
        layoutId,
        sourcePartition,
        PerformanceProfileCodec.decode(profile),
        in.readUTF());
  }

  private static void write(Tide tide, DataOutputView out) throws IOException {
    out.writeInt(tide.sourcePartition());
    out.writeInt(tide.sourcePartitions());
    out.writeLong(tide.at().toEpochMilli());
    out.writeInt(tide.models().size());
    for (Tide.ModelTide model : tide.models()) {
      out.writeUTF(model.model());
      out.writeLong(model.watermark().toEpochMilli());
      out.writeLong(model.lastSeenAt().toEpochMilli());
    }
    out.writeBoolean(tide.labelsAt().isPresent());
    if (tide.labelsAt().isPresent()) out.writeLong(tide.labelsAt().get().toEpochMilli());
  }

  private static Tide readTide(DataInputView in) throws IOException {
    int partition = in.readInt();
    int partitions = in.readInt();
    Instant at = Instant.ofEpochMilli(in.readLong());
    int count = in.readInt();
    List<Tide.ModelTide> models = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      models.add(
          new Tide.ModelTide(
              in.readUTF(),
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong())));
    }
    Tide tide = new Tide(partition, partitions, at, models);
    return in.readBoolean() ? tide.withLabelsAt(Instant.ofEpochMilli(in.readLong())) : tide;
  }

  /** Flink makes it by name. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Shipment> {
    public Snapshot() {
      super(ShipmentSerializer::new);
    }
  }
}
