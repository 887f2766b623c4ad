package dev.leeway.app.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.app.rows.RowException;
import dev.leeway.store.VerdictJson;
import dev.leeway.verdict.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Verdicts from a file: one JSON value after the other, each a verdict as the API gives it, or a
 * whole answer of {@code GET /v1/models/{model}/verdicts}.
 */
public final class VerdictHistory {

  /** As alerting takes them from a backlog; what comes together, as the drift job tells it. */
  private static final Comparator<Verdict> ORDER =
      Comparator.comparing((Verdict verdict) -> verdict.window().end())
          .thenComparing(Verdict::model)
          .thenComparing(Verdict::segment)
          .thenComparing(verdict -> verdict.window().length())
          .thenComparing(Verdict::kind)
          .thenComparing(Verdict::revision);

  private VerdictHistory() {}

  /**
   * The verdicts of a file, in the order in which alerting considers them.
   *
   * @throws RowException if a value is no verdict, naming its line
   * @throws IOException if the file cannot be read
   */
  public static List<Verdict> read(Path file) throws IOException {
    List<Verdict> verdicts = new ArrayList<>();
    int line = 1;
    try (BufferedReader text = Files.newBufferedReader(file);
        JsonParser json = new JsonFactory(new ObjectMapper()).createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        line = json.currentTokenLocation().getLineNr();
        JsonNode value = json.readValueAsTree();
        JsonNode page = value.path("verdicts");
        if (page.isArray()) page.forEach(each -> verdicts.add(VerdictJson.read(each)));
        else verdicts.add(VerdictJson.read(value));
      }
    } catch (JsonProcessingException e) {
      throw RowException.at(
          file, e.getLocation().getLineNr(), "no JSON: " + e.getOriginalMessage());
    } catch (IllegalArgumentException e) {
      throw RowException.at(file, line, "no verdict: " + e.getMessage());
    }
    verdicts.sort(ORDER);
    return verdicts;
  }
}
