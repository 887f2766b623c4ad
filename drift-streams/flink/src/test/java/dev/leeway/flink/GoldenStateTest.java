package dev.leeway.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leeway.schemas.avro.PredictionRecord;
import dev.leeway.testkit.DriftEngine;
import dev.leeway.testkit.FinalResults;
import dev.leeway.testkit.Stage;
import dev.leeway.testkit.StagedTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints of every form of state there was, kept as files: each is taken in the middle of a
 * window, with a hundred rows that are nowhere else.
 *
 * <p>When the form changes, a savepoint of the new one is added, and none is ever made anew: see
 * {@link GoldenStateWriter}.
 */
class GoldenStateTest extends StagedTest {

  static final Path KEPT = Path.of("src", "test", "resources", "savepoints");
  private static final Pattern FORM = Pattern.compile("form-\\d+");
  static final int BEFORE = 100;

  /** Those of {@link #mark}. */
  private static final int MARKS = 2;

  private FlinkEngine flink;

  /** Savepoints know the topics that were read. */
  @Override
  protected String prefix(TestInfo test) {
    Matcher form = FORM.matcher(test.getDisplayName());
    assertThat(form.find()).isTrue();
    return topicsOf(form.group());
  }

  static String topicsOf(String form) {
    return "golden-" + form;
  }

  @Override
  protected DriftEngine engine(Stage on) {
    flink = new FlinkEngine(on);
    return flink;
  }

  static List<String> forms() throws IOException {
    try (Stream<Path> forms = Files.list(KEPT)) {
      return forms.map(form -> form.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("forms")
  void aSavepointOfAnyForm_goesOnInTheMiddleOfItsWindow(String form) {
    stage.publish(reference);
    List<PredictionRecord> day = traffic.day();
    // In place of the rows that the savepoint has, what would be seen if it were read again.
    for (int i = 0; i < BEFORE + MARKS; i++) {
      byte[] none = ("none" + i).getBytes(UTF_8);
      stage.send(i % 2, none, none, NOON);
    }
    inTurn(day.subList(BEFORE, day.size()));
    flink.savepoint(KEPT.resolve(form).toAbsolutePath());
    flink.start();

    FinalResults results = awaitNewest(day);
    assertThat(results.quarantined()).isEmpty();
  }
}
