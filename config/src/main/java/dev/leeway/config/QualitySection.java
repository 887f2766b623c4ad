package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.quality.AllowedValues;
import dev.leeway.quality.Constraint;
import dev.leeway.quality.DuplicateIds;
import dev.leeway.quality.Freshness;
import dev.leeway.quality.MissingValues;
import dev.leeway.quality.NewCategories;
import dev.leeway.quality.NotConstant;
import dev.leeway.quality.QualityPolicy;
import dev.leeway.quality.RepeatedValues;
import dev.leeway.quality.RowChange;
import dev.leeway.quality.RowVolume;
import dev.leeway.quality.TypeErrors;
import dev.leeway.quality.ValuePattern;
import dev.leeway.quality.ValueRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The keys of a monitor's section {@code quality}. */
final class QualitySection {

  private final List<Constraint> constraints = new ArrayList<>();

  private QualitySection() {}

  static Optional<QualityPolicy> read(Fields fields) {
    QualitySection section = new QualitySection();
    long minRows =
        fields.value("minRows").integer(1, Long.MAX_VALUE).orElse(QualityPolicy.DEFAULT_MIN_ROWS);
    section.rows(fields.section("rows"));
    section.number(fields.value("duplicateIds"), DuplicateIds::new);
    Value freshness = fields.value("freshness");
    freshness.duration().ifPresent(age -> section.add(freshness, age, Freshness::new));
    fields
        .value("columns")
        .named()
        .forEach((column, given) -> section.column(column, given.section()));
    return fields.build(() -> new QualityPolicy(section.constraints, minRows));
  }

  private void rows(Fields fields) {
    OptionalLong atLeast = count(fields.value("atLeast"));
    OptionalLong atMost = count(fields.value("atMost"));
    number(fields.value("change"), RowChange::new);
    boolean limited = atLeast.isPresent() || atMost.isPresent();
    fields
        .build(() -> limited ? List.of(new RowVolume(atLeast, atMost)) : List.<Constraint>of())
        .ifPresent(constraints::addAll);
  }

  private void column(String column, Fields fields) {
    number(fields.value("missing"), share -> new MissingValues(column, share));
    number(fields.value("typeErrors"), share -> new TypeErrors(column, share));
    range(column, fields.value("range"));
    pattern(column, fields.value("pattern"));
    allowed(column, fields.value("allowed"));
    number(fields.value("newCategories"), share -> new NewCategories(column, share));
    number(fields.value("repeated"), share -> new RepeatedValues(column, share));
    boolean varies = fields.value("notConstant").flag().orElse(false);
    fields
        .build(() -> varies ? List.of(new NotConstant(column)) : List.<Constraint>of())
        .ifPresent(constraints::addAll);
  }

  private void range(String column, Value value) {
    Fields fields = value.section();
    double from = fields.value("from").number().orElse(Double.NEGATIVE_INFINITY);
    double to = fields.value("to").number().orElse(Double.POSITIVE_INFINITY);
    double atMost = fields.value("atMost").number().orElse(0.0);
    fields
        .build(() -> new ValueRange(column, from, to, atMost))
        .filter(range -> value.isGiven())
        .ifPresent(constraints::add);
  }

  private void pattern(String column, Value value) {
    if (!value.isGiven()) return;
    Fields fields = value.section();
    Optional<String> regex = fields.required("regex").text();
    double atMost = fields.value("atMost").number().orElse(0.0);
    fields
        .build(() -> new ValuePattern(column, regex.orElseThrow(), atMost))
        .ifPresent(constraints::add);
  }

  private void allowed(String column, Value value) {
    if (!value.isGiven()) return;
    Fields fields = value.section();
    Set<String> values = new TreeSet<>(fields.required("values").texts());
    double atMost = fields.value("atMost").number().orElse(0.0);
    fields.build(() -> new AllowedValues(column, values, atMost)).ifPresent(constraints::add);
  }

  private static OptionalLong count(Value value) {
    return value.integer(0, Long.MAX_VALUE).map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  private void number(Value value, Function<Double, Constraint> constraint) {
    value.number().ifPresent(number -> add(value, number, constraint));
  }

  private <T> void add(Value value, T limit, Function<T, Constraint> constraint) {
    value.build(() -> constraint.apply(limit)).ifPresent(constraints::add);
  }
}
