package dev.leeway.eventlog;

import dev.leeway.event.ModelRef;
import dev.leeway.wire.TypedColumn;
import dev.leeway.wire.TypedEncoder;
import dev.leeway.wire.TypedForm;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites predictions to the typed form of their model, as soon as its columns are known and its
 * schema is registered; until then they stay in the map form. For one thread.
 */
final class TypedForms {

  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  /** Most model versions; those beyond stay in the map form. */
  private static final int MOST_MODELS = 10_000;

  private final String topic;
  private final KnownColumns columns;
  private final Registration.Behind behind;
  private final Map<ModelRef, OfModel> models = new HashMap<>();

  TypedForms(String topic, KnownColumns columns, Registration.Behind behind) {
    this.topic = topic;
    this.columns = columns;
    this.behind = behind;
  }

  /** What is known of one model version. */
  private static final class OfModel {

    private Instant lookAt = Instant.MIN;
    private List<TypedColumn> columns = List.of();
    private @Nullable TypedForm coming;
    private @Nullable Registration registration;
    private @Nullable TypedEncoder encoder;
  }

  /**
   * The event's record, in the typed form if that is ready.
   *
   * @param framed its record in the map form
   */
  byte[] of(EncodedEvent event, byte[] framed) {
    ModelRef model = event.model();
    if (model == null || columns == KnownColumns.NONE) return framed;
    OfModel known = models.get(model);
    if (known == null) {
      if (models.size() >= MOST_MODELS) return framed;
      known = new OfModel();
      models.put(model, known);
    }
    try {
      look(model, known, framed);
      return known.encoder == null ? framed : known.encoder.encode(framed);
    } catch (Undecodable e) {
      throw new AssertionError("an event of our own encoder", e);
    }
  }

  private void look(ModelRef model, OfModel known, byte[] framed) throws Undecodable {
    Instant now = behind.clock().instant();
    if (!now.isBefore(known.lookAt)) {
      known.lookAt = now.plus(LOOK_AGAIN);
      List<TypedColumn> found = columns.of(model);
      if (!found.isEmpty() && !found.equals(known.columns)) {
        known.columns = found;
        TypedForm form = TypedForm.of(found, framed);
        String subject = TypedForm.subject(topic, model.name());
        known.coming = form;
        known.registration =
            new Registration(new Registration.Wanted(subject, form.schema()), behind);
      }
    }
    TypedForm coming = known.coming;
    if (coming == null || known.registration == null) return;
    OptionalInt id = known.registration.id();
    if (id.isPresent()) {
      known.encoder = new TypedEncoder(coming, id.getAsInt());
      known.coming = null;
      known.registration = null;
    }
  }
}
