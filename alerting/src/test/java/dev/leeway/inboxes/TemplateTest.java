package dev.leeway.inboxes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.delivery.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {

  @Test
  void of_fillsInNamesAndLists() {
    Template template =
        new Template("{{model}} {{state}}:{{#drifted}} {{column}} ({{why}}){{/drifted}}");
    assertThat(template.of(Template.sample(true), text -> text))
        .isEqualTo("flight-delay firing: distance (median 550 -> 838)");
  }

  @Test
  void of_escapesWhatIsFilledInAndNothingElse() {
    Notice notice = Notice.of(Trial.firing());
    assertThat(new Template("<b>{{summary}}</b>").of(notice, Slack::escaped))
        .startsWith("<b>&lt;!channel&gt;")
        .endsWith("</b>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{{summary}}}", "{{&summary}}", "{{>file}}", "{{modle}}", "{{#drifted}}"})
  void new_refusesWhatIsUnsafeUnknownOrBroken(String text) {
    assertThatThrownBy(() -> new Template(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("template: ");
  }

  @Test
  void lines_appendEachEventAsOneLine(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("alerts.jsonl");
    Lines lines = new Lines(Optional.of(file));
    assertThat(Trial.send(lines, Trial.firing())).isEqualTo(new Outcome.Delivered("written"));
    Trial.send(lines, Trial.resolved());
    assertThat(Files.readAllLines(file))
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    assertThat(Trial.send(new Lines(Optional.of(folder)), Trial.firing()))
        .isEqualTo(new Outcome.Unavailable("the file cannot be written"));
  }
}
