package dev.leeway.alerting.engine;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertKey;
import dev.leeway.alerting.AlertState;
import dev.leeway.alerting.AlertState.Acknowledged;
import dev.leeway.alerting.AlertState.Firing;
import dev.leeway.alerting.AlertState.Pending;
import dev.leeway.alerting.AlertState.Quiet;
import dev.leeway.alerting.AlertState.Resolved;
import dev.leeway.alerting.AlertState.Silenced;
import dev.leeway.alerting.DriftedColumn;
import dev.leeway.alerting.Findings;
import dev.leeway.alerting.Told;
import dev.leeway.alerting.Trail;
import dev.leeway.event.ModelRef;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.rule.Cause;
import dev.leeway.rule.Level;
import dev.leeway.rule.Severity;
import dev.leeway.schemas.avro.AlertRecord;
import dev.leeway.schemas.avro.SeenWindow;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Alerts to and from the alerts topic. What is written reads back equal. Safe for many threads. */
public final class AlertWire {

  private final RecordCodec<AlertRecord> codec;

  public AlertWire(SchemaRegistry registry, Topics topics) {
    codec =
        new RecordCodec<>(
            registry, RecordCodec.subject(topics.alerts()), AlertRecord.getClassSchema());
  }

  /**
   * @throws dev.leeway.registry.RegistryException if the schema cannot be registered
   */
  public byte[] encode(Alert alert) {
    AlertRecord record = new AlertRecord();
    AlertKey key = alert.key();
    record.setFingerprint(key.fingerprint());
    record.setEpisode(alert.episode());
    record.setRule(key.rule());
    record.setCause(key.cause().key());
    record.setModel(key.model().name());
    record.setVersion(key.model().version());
    record.setSegment(key.segment());
    record.setWindowMillis(key.window().toMillis());
    record.setSeverity(alert.severity().key());
    setState(record, alert);
    record.setTold(alert.told().times());
    record.setToldAt(alert.told().last());
    setFindings(record, alert.findings());
    setTrail(record, alert.trail());
    return codec.encode(record);
  }

  /**
   * @throws Undecodable if the bytes are not an alert
   */
  public Alert decode(byte @Nullable [] bytes) throws Undecodable {
    AlertRecord record = codec.decode(bytes);
    try {
      return new Alert(
          key(record),
          Severity.of(record.getSeverity()).orElse(Severity.WARNING),
          record.getEpisode(),
          state(record),
          findings(record),
          trail(record),
          new Told(record.getTold(), record.getToldAt()));
    } catch (IllegalArgumentException e) {
      throw new Undecodable(Undecodable.Reason.MALFORMED, "no alert: " + e.getMessage(), e);
    }
  }

  private static void setState(AlertRecord record, Alert alert) {
    AlertState state = alert.state();
    record.setState(
        dev.leeway.schemas.avro.AlertState.valueOf(state.key().toUpperCase(Locale.ROOT)));
    record.setStartsAt(alert.since());
    Optional<Resolved> over =
        state instanceof Resolved resolved ? Optional.of(resolved) : Optional.empty();
    record.setEndsAt(over.map(Resolved::endsAt).orElse(null));
    record.setResolvedBy(over.map(Resolved::by).orElse(""));
    setHold(record, state);
  }

  private static void setHold(AlertRecord record, AlertState state) {
    Optional<Acknowledged> taken =
        state instanceof Acknowledged acknowledged ? Optional.of(acknowledged) : Optional.empty();
    String by = state instanceof Silenced silenced ? silenced.by() : "";
    record.setHeldBy(taken.map(Acknowledged::who).orElse(by));
    record.setHeldAt(taken.map(Acknowledged::at).orElse(Instant.EPOCH));
    record.setHeldWhy(taken.map(Acknowledged::why).orElse(""));
  }

  private static void setFindings(AlertRecord record, Findings findings) {
    record.setDrifted(findings.columns().stream().map(AlertWire::column).toList());
    record.setDriftedTotal(findings.total());
    record.setWorse(findings.measures().stream().map(WorseMeasureWire::record).toList());
    record.setSummary(findings.summary());
    record.setVerdictKey(findings.verdictKey());
    record.setReferenceId(findings.referenceId());
  }

  private static void setTrail(AlertRecord record, Trail trail) {
    record.setLastWindowStart(trail.newestWindow());
    record.setFirstWindowStart(trail.firstWindow());
    record.setFiringBefore(trail.openBefore());
    record.setSuccessor(trail.successor());
    record.setRecent(
        trail.recent().stream()
            .map(
                seen ->
                    new SeenWindow(
                        seen.start(),
                        seen.revision(),
                        seen.level() == Level.BAD,
                        seen.level() == Level.BETWEEN))
            .toList());
  }

  private static dev.leeway.schemas.avro.DriftedColumn column(DriftedColumn column) {
    return new dev.leeway.schemas.avro.DriftedColumn(
        column.column(),
        column.measure(),
        column.value(),
        column.threshold().orElse(Double.NaN),
        column.why(),
        column.part().isPresent() ? column.part().getAsDouble() : null,
        column.since().orElse(null));
  }

  private static AlertKey key(AlertRecord record) {
    return new AlertKey(
        new ModelRef(record.getModel(), record.getVersion()),
        record.getSegment(),
        record.getRule().isEmpty() ? record.getCause() : record.getRule(),
        Cause.of(record.getCause())
            .orElseThrow(() -> new IllegalArgumentException("cause " + record.getCause())),
        Duration.ofMillis(record.getWindowMillis()));
  }

  private static AlertState state(AlertRecord record) {
    Instant since = record.getStartsAt();
    Instant endsAt = Optional.ofNullable(record.getEndsAt()).orElse(since);
    return switch (record.getState()) {
      case PENDING -> new Pending(since);
      case FIRING -> new Firing(since);
      case RESOLVED -> new Resolved(since, endsAt, record.getResolvedBy());
      case QUIET -> new Quiet();
      case ACKNOWLEDGED ->
          new Acknowledged(since, record.getHeldBy(), record.getHeldAt(), record.getHeldWhy());
      case SILENCED -> new Silenced(since, record.getHeldBy());
    };
  }

  private static Findings findings(AlertRecord record) {
    List<DriftedColumn> columns = record.getDrifted().stream().map(AlertWire::column).toList();
    return new Findings(
        columns,
        Math.max(record.getDriftedTotal(), columns.size()),
        record.getWorse().stream().map(WorseMeasureWire::measure).toList(),
        record.getSummary(),
        record.getVerdictKey(),
        record.getReferenceId());
  }

  private static DriftedColumn column(dev.leeway.schemas.avro.DriftedColumn record) {
    Double part = record.getPart();
    return new DriftedColumn(
        record.getColumn(),
        record.getMeasure(),
        record.getValue(),
        Double.isNaN(record.getThreshold())
            ? OptionalDouble.empty()
            : OptionalDouble.of(record.getThreshold()),
        record.getWhy(),
        part == null ? OptionalDouble.empty() : OptionalDouble.of(part),
        Optional.ofNullable(record.getSince()));
  }

  private static Trail trail(AlertRecord record) {
    return new Trail(
        record.getFirstWindowStart(),
        record.getLastWindowStart(),
        record.getFiringBefore(),
        record.getSuccessor(),
        record.getRecent().stream()
            .map(seen -> new Trail.Seen(seen.getStart(), seen.getRevision(), level(seen)))
            .toList());
  }

  private static Level level(SeenWindow seen) {
    if (seen.getDrifted()) return Level.BAD;
    return seen.getBetween() ? Level.BETWEEN : Level.GOOD;
  }
}
