package dev.leeway.bench.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ModelRef;
import dev.leeway.reference.Reference;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.schemas.avro.LabelRecord;
import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.topics.Topics;
import dev.leeway.wire.AvroBytes;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.TypedColumn;
import dev.leeway.wire.TypedEncoder;
import dev.leeway.wire.TypedForm;
import dev.leeway.wire.Undecodable;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;

/**
 * Any number of a workload's events and their labels, framed. Ids, models and times are new with
 * each; what follows them is taken from bodies made at the start, so that making events costs
 * little beside sending them. For one thread.
 */
public final class EventStream {

  /** A prime, so that every model and every segment meets every body. */
  private static final int BODIES = 49_999;

  /** A prime too. */
  private static final int FEW_BODIES = 7;

  /** More than any vocabulary holds. */
  private static final int MOST_CATEGORIES = 200_000;

  /** Length of what is before an event's Avro body. */
  private static final int FRAME = 5;

  private static final String PLACEHOLDER = "-";

  private final Workload workload;
  private final Reference reference;
  private final byte[] frame;
  private final byte[][] bodies;
  private final RecordCodec<LabelRecord> labels;
  private final AvroBytes out = new AvroBytes(1_024);

  /** Registers the schemas in use. */
  public EventStream(Workload workload, SchemaRegistry registry, Topics topics) {
    this.workload = workload;
    Traffic traffic = new Traffic(workload.columns(), MOST_CATEGORIES);
    reference = traffic.reference();
    labels =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.labels()), LabelRecord.getClassSchema());
    byte[][] whole = templates(traffic, registry, topics);
    frame = Arrays.copyOf(whole[0], FRAME);
    writeHead(PLACEHOLDER, PLACEHOLDER, PLACEHOLDER, 0);
    int head = out.length();
    bodies = new byte[BODIES][];
    for (int i = 0; i < BODIES; i++) {
      bodies[i] = Arrays.copyOfRange(whole[i], head, whole[i].length);
    }
  }

  private EventStream(EventStream other) {
    workload = other.workload;
    reference = other.reference;
    frame = other.frame;
    bodies = other.bodies;
    labels = other.labels;
  }

  /** The same events for another thread. */
  public EventStream twin() {
    return new EventStream(this);
  }

  /** What the model is compared with: the same traffic. */
  public Reference reference(ModelRef model) {
    return new Reference(
        model,
        reference.effectiveFrom(),
        reference.createdAt(),
        reference.provenance(),
        reference.layout(),
        reference.profile(),
        reference.bands(),
        reference.performance());
  }

  /** The key of an event. */
  public byte[] id(long number) {
    return name(number).getBytes(UTF_8);
  }

  /** An event, alone even where it will be packed with others. */
  public byte[] event(long number, Instant time) {
    return event(number, time, BODIES);
  }

  /** An event of those that repeat when all columns have drifted: a handful, again and again. */
  public byte[] drifted(long number, Instant time) {
    return event(number, time, FEW_BODIES);
  }

  private byte[] event(long number, Instant time, int different) {
    ModelRef model = workload.model((int) (number % workload.models()));
    writeHead(name(number), model.name(), model.version(), time.toEpochMilli());
    byte[] body = bodies[(int) (number % different)];
    out.append(body, 0, body.length);
    return out.copy();
  }

  /** What came true of an event: one of two classes. */
  public byte[] label(long number, Instant time) {
    String model = workload.model((int) (number % workload.models())).name();
    boolean truth = spread(number) < 0;
    return labels.encode(new LabelRecord(name(number), model, truth, time));
  }

  private String name(long number) {
    if (!workload.uuids()) return "bench-" + number;
    return new UUID(spread(number), spread(~number)).toString();
  }

  /** Numbers in no order, no two for one: the end of MurmurHash3 for 64 bits. */
  private static long spread(long number) {
    long mixed = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }

  /** In the order of the fields of every form. */
  private void writeHead(String id, String model, String version, long time) {
    out.reset();
    out.append(frame, 0, FRAME);
    out.writeString(id);
    out.writeString(model);
    out.writeString(version);
    out.writeLong(time);
  }

  private byte[][] templates(Traffic traffic, SchemaRegistry registry, Topics topics) {
    String topic = topics.predictions();
    RecordCodec<PredictionRecord> codec =
        new RecordCodec<>(registry, RecordCodec.subject(topic), PredictionRecord.getClassSchema());
    byte[][] events = new byte[BODIES][];
    for (int i = 0; i < BODIES; i++) {
      events[i] = codec.encode(template(traffic, i));
    }
    if (workload.form() == Form.MAP) return events;
    try {
      TypedForm form = TypedForm.of(TypedColumn.of(reference.layout()), events[0]);
      String subject = TypedForm.subject(topic, workload.model(0).name());
      TypedEncoder encoder = new TypedEncoder(form, registry.register(subject, form.schema()));
      for (int i = 0; i < BODIES; i++) {
        events[i] = encoder.encode(events[i]);
      }
      return events;
    } catch (Undecodable e) {
      throw new IllegalStateException("what our own encoder wrote cannot be read", e);
    }
  }

  private PredictionRecord template(Traffic traffic, int index) {
    PredictionRecord record = new PredictionRecord();
    record.setId(PLACEHOLDER);
    record.setModel(PLACEHOLDER);
    record.setVersion(PLACEHOLDER);
    record.setEventTime(Instant.EPOCH);
    record.setTags(
        workload.segmented() ? Map.of(Workload.TAG, "r" + index % workload.segments()) : Map.of());
    record.setFeatures(traffic.features());
    record.setOutput(Map.of("probability", traffic.probability()));
    return record;
  }
}
