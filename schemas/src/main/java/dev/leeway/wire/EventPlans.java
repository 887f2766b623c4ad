package dev.leeway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.event.ColumnNames;
import dev.leeway.event.EventRow;
import dev.leeway.wire.EventPlan.Action;
import dev.leeway.wire.EventPlan.Heads;
import dev.leeway.wire.EventPlan.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** Makes plans of writers' schemas. */
final class EventPlans {

  private static final int PARTS = 3;

  private final Constants constants;
  private final ColumnNames names;
  private final List<Step> steps = new ArrayList<>();
  private final int[] headOffsets = new int[PARTS];
  private final int[] headLengths = new int[PARTS];
  private int digits = -1;

  private EventPlans(List<String> columns) {
    names = new ColumnNames(columns);
    constants = new Constants(names);
    Arrays.fill(headOffsets, -1);
  }

  /**
   * A plan for our own record in the map form, as this or another release wrote it; empty where
   * that takes what only Avro's reader does, such as making text of bytes.
   *
   * @throws Undecodable if the schema is recursive or too large
   */
  static Optional<EventPlan> ofMapForm(Schema written) throws Undecodable {
    Recursion.refuse(written);
    return new EventPlans(List.of()).own(written);
  }

  /**
   * A plan for a record in the typed form.
   *
   * @throws Undecodable if it is none
   */
  static EventPlan ofTypedForm(Schema written) throws Undecodable {
    Recursion.refuse(written);
    List<String> columns = new ArrayList<>();
    for (Schema.Field field : written.getFields()) {
      TypedForm.columnOf(field).ifPresent(columns::add);
    }
    return new EventPlans(columns)
        .own(written)
        .orElseThrow(() -> wrong(written, "is no typed form that this release can read"));
  }

  /**
   * A plan for a record that a team already writes.
   *
   * @throws Undecodable if the mapping does not fit the schema
   */
  static EventPlan ofMapped(Schema written, RecordMapping mapping) throws Undecodable {
    MappedFields fields = MappedFields.of(written, mapping);
    return new EventPlans(fields.columns().stream().map(Schema.Field::name).toList())
        .mapped(fields);
  }

  private Optional<EventPlan> own(Schema written) {
    int found = 0;
    boolean cells = false;
    boolean tags = false;
    int column = 0;
    for (Schema.Field field : written.getFields()) {
      Optional<Step> step = ownStep(field, column);
      if (step.isEmpty()) return Optional.empty();
      Action action = step.get().action();
      if (action == Action.HEAD || action == Action.TIME) found++;
      // Tags are a row's first cells, and a null can only be told from nothing sent if that is said
      // before it.
      if (cells && (action == Action.TAGS || action == Action.NOT_SENT)) return Optional.empty();
      tags |= action == Action.TAGS;
      boolean isColumn = action.isColumn();
      cells |= isColumn || action == Action.COLUMNS;
      if (isColumn) column++;
      steps.add(step.get());
    }
    if (found != PARTS + 1) return Optional.empty();
    return Optional.of(plan(tags));
  }

  /** What the field of our own record is; empty if it is not as we would write it. */
  private Optional<Step> ownStep(Schema.Field field, int column) {
    Schema schema = field.schema();
    if (TypedForm.columnOf(field).isPresent()) {
      return MappedFields.isColumn(schema)
          ? Optional.of(column(new Shape(schema, constants), column))
          : Optional.empty();
    }
    return switch (field.name()) {
      case "id" -> text(schema, EventRow.ID);
      case "model" -> text(schema, EventRow.MODEL);
      case "version" -> text(schema, EventRow.VERSION);
      case "eventTime" ->
          schema.getType() == Schema.Type.LONG ? step(Action.TIME, schema, 1) : Optional.empty();
      case "tags" ->
          isMap(schema) && schema.getValueType().getType() == Schema.Type.STRING
              ? step(Action.TAGS, schema, 0)
              : Optional.empty();
      case "features", "output" ->
          isMap(schema) && isOurs(schema.getValueType())
              ? step(Action.COLUMNS, schema, 0)
              : Optional.empty();
      case TypedForm.NOT_SENT ->
          schema.getType() == Schema.Type.ARRAY
                  && schema.getElementType().getType() == Schema.Type.INT
              ? step(Action.NOT_SENT, schema, 0)
              : Optional.empty();
      default -> step(Action.SKIP, schema, 0);
    };
  }

  private EventPlan mapped(MappedFields fields) {
    RecordMapping mapping = fields.mapping();
    constant(EventRow.MODEL, mapping.model());
    constant(EventRow.VERSION, mapping.version());
    digits = constants.room(PARTS * EventPlan.DIGITS);
    Set<String> columns =
        fields.columns().stream().map(Schema.Field::name).collect(Collectors.toSet());
    int column = 0;
    for (Schema.Field field : fields.written().getFields()) {
      Shape shape = new Shape(field.schema(), constants);
      if (columns.contains(field.name())) {
        steps.add(column(shape, column++));
      } else {
        headSteps(field.name(), shape, fields);
      }
    }
    return plan(false);
  }

  /** One field may be several parts of the head, such as id and time; it is read for each. */
  private void headSteps(String field, Shape shape, MappedFields fields) {
    RecordMapping mapping = fields.mapping();
    List<Step> roles = new ArrayList<>();
    if (field.equals(mapping.time())) roles.add(new Step(Action.TIME, shape, fields.perMilli()));
    if (field.equals(mapping.id())) roles.add(new Step(Action.HEAD, shape, EventRow.ID));
    Optional<String> name = Optional.of(field);
    if (mapping.modelField().equals(name)) roles.add(new Step(Action.HEAD, shape, EventRow.MODEL));
    if (mapping.versionField().equals(name)) {
      roles.add(new Step(Action.HEAD, shape, EventRow.VERSION));
    }
    if (roles.isEmpty()) roles.add(new Step(Action.SKIP, shape, 0));
    for (int i = 0; i < roles.size(); i++) {
      Step role = roles.get(i);
      steps.add(i == roles.size() - 1 ? role : role.staying());
    }
  }

  private static Step column(Shape shape, int column) {
    boolean isNullable =
        shape.kind == Shape.UNION && shape.parts.length > 1 && shape.parts[0].kind == Shape.NULL;
    if (isNullable && shape.parts[1].kind == Shape.STRING) {
      return new Step(Action.TEXT, shape, column);
    }
    boolean isNumber = isNullable && shape.parts.length == 2 && shape.parts[1].kind == Shape.DOUBLE;
    return new Step(isNumber ? Action.NUMBER : Action.COLUMN, shape, column);
  }

  private EventPlan plan(boolean tags) {
    Heads heads = new Heads(headOffsets, headLengths, digits);
    return new EventPlan(steps, names, heads, tags, constants.toArray());
  }

  private void constant(int which, Optional<String> text) {
    if (text.isEmpty()) return;
    headOffsets[which] = constants.add(text.get());
    headLengths[which] = text.get().getBytes(UTF_8).length;
  }

  private Optional<Step> text(Schema schema, int which) {
    return schema.getType() == Schema.Type.STRING
        ? step(Action.HEAD, schema, which)
        : Optional.empty();
  }

  private Optional<Step> step(Action action, Schema schema, int number) {
    return Optional.of(new Step(action, new Shape(schema, constants), number));
  }

  private static boolean isMap(Schema schema) {
    return schema.getType() == Schema.Type.MAP;
  }

  /** Whether Avro reads the values as our own record's without changing one. */
  private static boolean isOurs(Schema value) {
    return switch (value.getType()) {
      case NULL, BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING -> true;
      case ARRAY -> value.getElementType().getType() == Schema.Type.FLOAT;
      case UNION -> value.getTypes().stream().allMatch(EventPlans::isOurs);
      default -> false;
    };
  }

  private static Undecodable wrong(Schema written, String what) {
    return new Undecodable(Undecodable.Reason.WRONG_SCHEMA, written.getFullName() + " " + what);
  }
}
