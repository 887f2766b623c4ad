package dev.leeway.inboxes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class NoticeTest {

  private final ObjectNode data =
      JsonNodeFactory.instance
          .objectNode()
          .put("model", "flight-delay")
          .put("version", "1")
          .put("rule", "drift")
          .put("cause", "drift");

  @Test
  void title_saysWhatFiresWhere() {
    assertThat(title(true)).isEqualTo("[firing] flight-delay version 1: drift");
    data.put("segment", "country=DE");
    assertThat(title(false)).isEqualTo("[resolved] flight-delay version 1, country=DE: drift");
  }

  @Test
  void title_namesARuleThatIsCalledOtherwise() {
    data.put("rule", "many-columns");
    assertThat(title(true)).isEqualTo("[firing] flight-delay version 1: drift (many-columns)");
  }

  @Test
  void title_tellsARepetitionFromTheFirstTime() {
    data.put("told", 3);
    assertThat(title(true)).isEqualTo("[still firing] flight-delay version 1: drift");
    assertThat(title(false)).isEqualTo("[resolved] flight-delay version 1: drift");
  }

  private String title(boolean firing) {
    return new Notice("id-1", firing, data).title();
  }
}
