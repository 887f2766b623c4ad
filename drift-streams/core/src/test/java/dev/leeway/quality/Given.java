package dev.leeway.quality;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.profile.ColumnKind;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.profile.Edges;
import dev.leeway.profile.Layout;
import dev.leeway.profile.Profile;
import dev.leeway.profile.ProfileBuilder;
import dev.leeway.verdict.ConstraintResult;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an age and a country, each cell null, a Number, a Boolean (of another type) or a text.
 */
final class Given {

  static final Layout LAYOUT =
      new Layout(
          List.of(
              new ColumnLayout.Numeric(
                  "age", ColumnKind.NUMERIC, new Edges(new double[] {18, 30, 50, 90})),
              new ColumnLayout.Categorical(
                  "country", ColumnKind.CATEGORICAL, List.of("DE", "FR", "xx"))));

  private final ProfileBuilder builder;

  Given() {
    this(Map.of());
  }

  Given(Map<String, Pattern> patterns) {
    builder = new ProfileBuilder(new ProfileBuilder.Counting(LAYOUT, patterns));
  }

  /** Adds the same row so many times. */
  Given rows(int times, @Nullable Object age, @Nullable Object country) {
    for (int i = 0; i < times; i++) {
      builder.startRow();
      cell(0, age);
      cell(1, country);
    }
    return this;
  }

  Profile profile() {
    return builder.build();
  }

  /** The result of the only constraint. */
  ConstraintResult judge(Constraint constraint) {
    return judge(constraint, ObservedRows.of(profile()));
  }

  static ConstraintResult judge(Constraint constraint, ObservedRows rows) {
    List<ConstraintResult> results =
        new QualityJudge(new QualityPolicy(List.of(constraint), 1), LAYOUT).judge(rows);
    if (results.size() != 1) throw new AssertionError(results.toString());
    return results.get(0);
  }

  private void cell(int column, @Nullable Object value) {
    if (value instanceof Number number) {
      builder.number(column, number.doubleValue());
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(UTF_8);
      builder.text(column, bytes, 0, bytes.length);
    } else if (value != null) {
      builder.wrongType(column);
    }
  }
}
