package dev.leeway.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPageTest {

  @TempDir Path directory;
  private ApiServer api;

  @BeforeEach
  void start() {
    api = new ApiServer(directory);
  }

  @AfterEach
  void stop() {
    api.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html;charset=utf-8",
    "/ui/app.js, text/javascript;charset=utf-8",
    "/ui/style.css, text/css;charset=utf-8"
  })
  void files_areServedUnderAStrictPolicy(String path, String type) throws Exception {
    HttpResponse<String> response = api.get(path);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isNotBlank();
    assertThat(response.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualTo(type);
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';")
        .doesNotContain("unsafe");
  }

  @Test
  void files_areSentAgainOnlyWhenChanged() throws Exception {
    String tag = api.get("/ui/app.js").headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = api.get("/ui/app.js", "If-None-Match", tag);

    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  /** What the API answers may hold any text, so none of it may ever be parsed as markup. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.js",
        "api.js",
        "bands.js",
        "charts.js",
        "dom.js",
        "performance.js",
        "views.js",
        "window.js",
        "words.js"
      })
  void scripts_neverMakeMarkupOfText(String name) throws Exception {
    assertThat(api.get("/ui/" + name).body())
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/ui/app.js", "/ui/style.css"})
  void files_loadNothingFromElsewhere(String path) throws Exception {
    String text = api.get(path).body().replace("http://www.w3.org/2000/svg", "");

    assertThat(text).doesNotContain("http:", "https:", "src=\"//", "@import");
  }

  /** A module that is imported but not served would leave the page blank. */
  @Test
  void scripts_importOnlyWhatIsServed() throws Exception {
    Deque<String> left = new ArrayDeque<>(List.of("app.js"));
    Set<String> seen = new HashSet<>();
    while (!left.isEmpty()) {
      String name = left.pop();
      if (!seen.add(name)) continue;
      HttpResponse<String> script = api.get("/ui/" + name);
      assertThat(script.statusCode()).as(name).isEqualTo(200);
      Matcher imports = Pattern.compile("from '\\./([a-z]+\\.js)'").matcher(script.body());
      while (imports.find()) left.push(imports.group(1));
    }
    assertThat(seen).hasSize(9);
  }

  @Test
  void page_holdsNoScriptOrStyleOfItsOwn() throws Exception {
    assertThat(api.get("/").body())
        .contains("<script src=\"ui/app.js\" type=\"module\"></script>")
        .doesNotContainPattern("<script>|<style|style=|\\son[a-z]+=");
  }
}
