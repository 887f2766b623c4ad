package dev.leeway.app.api;

import dev.leeway.event.Names;
import dev.leeway.store.Page;
import dev.leeway.store.Span;
import dev.leeway.store.VerdictFilter;
import dev.leeway.store.VerdictKey;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The query parameters of one request. Collects everything that is wrong with them, so that the
 * client is told all at once; {@link #check} must be called before what it returned is used.
 */
final class Query {

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final int DEFAULT_LIMIT = 1_000;
  private static final int MAX_LIMIT = 10_000;

  private final Map<String, List<String>> given;
  private final Set<String> asked = new TreeSet<>();
  private final List<Problem.Fault> faults = new ArrayList<>();

  Query(Context ctx) {
    given = ctx.queryParamMap();
  }

  /** Windows that start between {@code from} and {@code to}. */
  Span span() {
    Instant from = instant("from").orElse(Span.ALL.from());
    Instant to = instant("to").orElse(Span.ALL.to());
    if (from.isAfter(to)) {
      fault("from", "must not be after to");
      return Span.ALL;
    }
    return new Span(from, to);
  }

  /** Which verdicts of the model are asked for. */
  VerdictFilter verdicts(String model) {
    return filter(model, text("segment"), Optional.empty());
  }

  /**
   * Which points of the model through time are asked for: those on all rows without a segment, for
   * points of several make no line.
   *
   * @param otherwise the kind of verdicts where none is named; empty for all kinds
   */
  VerdictFilter series(String model, Optional<Verdict.Kind> otherwise) {
    return filter(model, Optional.of(text("segment").orElse("")), otherwise);
  }

  private VerdictFilter filter(
      String model, Optional<String> segment, Optional<Verdict.Kind> otherwise) {
    return new VerdictFilter(
        model,
        span(),
        version(),
        segment,
        choice("kind", Verdict.Kind.class).or(() -> otherwise),
        choice("state", State.class),
        length());
  }

  Optional<String> version() {
    Optional<String> version = text("version");
    if (version.isPresent() && !Names.isName(version.get())) {
      fault("version", "1 to 128 letters, digits or _ . - /");
      return Optional.empty();
    }
    return version;
  }

  Optional<String> text(String name) {
    asked.add(name);
    List<String> values = given.get(name);
    if (values == null) return Optional.empty();
    if (values.size() > 1) fault(name, "may be given once");
    return Optional.of(values.isEmpty() ? "" : values.get(0));
  }

  /** A text that has to be given. */
  String required(String name) {
    String text = text(name).orElse("");
    if (text.isBlank()) fault(name, "is required");
    return text;
  }

  /** One of an enum's names, in upper or lower case. */
  <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
    Optional<String> text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (text.isPresent() && constant.name().equalsIgnoreCase(text.get())) {
        return Optional.of(constant);
      }
    }
    if (text.isPresent()) fault(name, "one of " + names(type.getEnumConstants()));
    return Optional.empty();
  }

  /** The window length, for example {@code PT1H}. */
  Optional<Duration> length() {
    return text("length")
        .flatMap(
            text -> {
              try {
                Duration length = Duration.parse(text);
                if (length.toMillis() > 0) return Optional.of(length);
              } catch (DateTimeException | ArithmeticException e) {
                // Told below, together with lengths that are not positive.
              }
              fault("length", "a positive ISO 8601 duration, for example PT1H");
              return Optional.empty();
            });
  }

  /** The wanted measures, with commas between; all where none is named. */
  Set<Measure> measures() {
    Optional<String> text = text("measure");
    if (text.isEmpty()) return EnumSet.allOf(Measure.class);
    Set<Measure> wanted = EnumSet.noneOf(Measure.class);
    for (String key : text.get().split(",", -1)) {
      measure(key).ifPresent(wanted::add);
    }
    return wanted;
  }

  /** The one wanted measure. */
  Optional<Measure> measure() {
    return text("measure").flatMap(this::measure);
  }

  private Optional<Measure> measure(String key) {
    Optional<Measure> measure = Measure.of(key.strip());
    if (measure.isEmpty()) {
      String keys =
          Arrays.stream(Measure.values()).map(Measure::key).collect(Collectors.joining(", "));
      fault("measure", "of " + keys);
    }
    return measure;
  }

  /** How much of the answer is wanted: 1,000 items if nothing is said, 10,000 at most. */
  Page.Request page(String model) {
    Page.Order order =
        choice("order", Direction.class).orElse(Direction.ASC) == Direction.ASC
            ? Page.Order.OLDEST_FIRST
            : Page.Order.NEWEST_FIRST;
    return new Page.Request(order, limit(DEFAULT_LIMIT, MAX_LIMIT), cursor(model));
  }

  int limit(int defaultLimit, int maxLimit) {
    Optional<String> text = text("limit");
    if (text.isEmpty()) return defaultLimit;
    // At most as many digits as the largest limit has, so that parsing cannot overflow.
    if (text.get().matches("[0-9]{1," + Integer.toString(maxLimit).length() + "}")) {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= maxLimit) return limit;
    }
    fault("limit", "a whole number from 1 to " + maxLimit);
    return defaultLimit;
  }

  /**
   * Says what is wrong, if anything is.
   *
   * @throws Problem.Refusal with one error per wrong parameter; a parameter that nobody asked for
   *     is wrong too, since it is a typing error that would silently widen the answer
   */
  void check() {
    for (String name : given.keySet()) {
      if (!asked.contains(name)) {
        fault(name, "there is no such parameter; there are " + String.join(", ", asked));
      }
    }
    if (!faults.isEmpty()) throw new Problem.Refusal(Problem.badParameters(faults));
  }

  private Optional<Instant> instant(String name) {
    return text(name)
        .flatMap(
            text -> {
              try {
                Instant instant = Instant.parse(text);
                if (!instant.isBefore(FIRST) && !instant.isAfter(LAST)) return Optional.of(instant);
              } catch (DateTimeException e) {
                // Told below, together with years that no window can have.
              }
              fault(
                  name,
                  "an ISO 8601 instant, for example 2001-03-05T00:00:00Z (a + must be sent as %2B)");
              return Optional.empty();
            });
  }

  private Optional<VerdictKey> cursor(String model) {
    return text("cursor")
        .flatMap(
            text -> {
              Optional<VerdictKey> key = CursorText.read(model, text);
              if (key.isEmpty()) fault("cursor", "the next of an earlier answer, unchanged");
              return key;
            });
  }

  private void fault(String name, String detail) {
    faults.add(new Problem.Fault("?" + name, detail));
  }

  private static String names(Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private enum Direction {
    ASC,
    DESC
  }
}
