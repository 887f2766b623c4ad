package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.rule.QuietTimes;
import dev.leeway.rule.QuietTimes.Dates;
import dev.leeway.rule.QuietTimes.Hours;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys of a rule's section {@code quiet}. */
final class QuietSection {

  /** By the first three letters of their English names. */
  private static final Map<String, DayOfWeek> DAYS =
      Arrays.stream(DayOfWeek.values())
          .collect(
              Collectors.toMap(
                  day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT), Function.identity()));

  private QuietSection() {}

  static Optional<QuietTimes> read(Fields fields) {
    ZoneId zone =
        parsed(fields.value("zone"), ZoneId::of, "a time zone such as Europe/Berlin or UTC")
            .orElse(ZoneOffset.UTC);
    List<Hours> hours =
        fields.value("hours").list().stream()
            .flatMap(each -> hours(each.section()).stream())
            .toList();
    List<Dates> dates =
        fields.value("dates").list().stream().flatMap(each -> dates(each).stream()).toList();
    return fields.build(() -> new QuietTimes(zone, hours, dates));
  }

  private static Optional<Hours> hours(Fields fields) {
    Set<DayOfWeek> days =
        fields.value("days").list().stream()
            .flatMap(day -> day.choice(DAYS).stream())
            .collect(Collectors.toSet());
    Optional<LocalTime> from = time(fields.required("from"));
    Optional<LocalTime> to = time(fields.required("to"));
    return fields.build(() -> new Hours(days, from.orElseThrow(), to.orElseThrow()));
  }

  private static Optional<LocalTime> time(Value value) {
    return parsed(value, LocalTime::parse, "a time of day such as \"07:30\"");
  }

  /** One day, or the first and the last of several. */
  private static Optional<Dates> dates(Value value) {
    Optional<List<LocalDate>> ends =
        parsed(
            value,
            text -> Arrays.stream(text.split("/", 2)).map(LocalDate::parse).toList(),
            "a day such as 2026-12-24, or first/last");
    return ends.flatMap(
        days -> value.build(() -> new Dates(days.get(0), days.get(days.size() - 1))));
  }

  /** Empty if nothing is given, or what is cannot be read, which is then a problem. */
  private static <T> Optional<T> parsed(Value value, Function<String, T> parser, String expected) {
    Optional<String> text = value.verbatim();
    if (text.isEmpty()) return Optional.empty();
    try {
      return Optional.of(parser.apply(text.get()));
    } catch (DateTimeException e) {
      value.problem("expected " + expected + ", found \"" + text.get() + "\"");
      return Optional.empty();
    }
  }
}
