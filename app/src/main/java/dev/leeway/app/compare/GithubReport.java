package dev.leeway.app.compare;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What drifted or failed as annotations of GitHub Actions: one per column or constraint, over all
 * chunks, because GitHub shows only the first ten of a step.
 */
public final class GithubReport implements Report {

  private final PrintWriter out;
  private final Map<String, Finding> findings = new LinkedHashMap<>();
  private String file = "";
  private boolean chunked;

  /** What is told of one column or constraint. */
  private static final class Finding {

    final String title;
    final String first;
    final String where;
    int chunks;

    Finding(String title, String first, String where) {
      this.title = title;
      this.first = first;
      this.where = where;
    }
  }

  public GithubReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begin(Heading heading) {
    file = heading.current().file();
    chunked = heading.isChunked();
  }

  @Override
  public void add(ChunkVerdict verdict) {
    for (ColumnVerdict column : verdict.drifted()) {
      found(column.column() + " drifted", MeasureWords.sentence(column), verdict.chunk());
    }
    for (MeasuredPerformance worse : verdict.worse()) {
      found(worse.result().key() + " is worse", PerformanceTable.sentence(worse), verdict.chunk());
    }
    for (ConstraintResult failed : verdict.failed()) {
      String of = failed.column().isEmpty() ? "" : failed.column() + ": ";
      found(of + failed.constraint() + " failed", failed.why(), verdict.chunk());
    }
  }

  private void found(String title, String words, Chunk chunk) {
    findings.computeIfAbsent(title, name -> new Finding(name, words, OutcomeWords.chunk(chunk)))
        .chunks++;
  }

  @Override
  public void end(Outcome outcome) {
    for (Finding finding : findings.values()) {
      String words = finding.first;
      if (chunked) {
        words +=
            "; first in "
                + finding.where
                + ", in "
                + finding.chunks
                + " of "
                + Words.count(outcome.chunks(), "chunk");
      }
      line("error", finding.title, words);
    }
    if (outcome.state() == State.UNKNOWN) {
      line("warning", "nothing is known", "no chunk could be compared with the reference");
    }
    out.flush();
  }

  private void line(String level, String title, String words) {
    out.println(
        "::"
            + level
            + " file="
            + property(file)
            + ",title="
            + property(title)
            + "::"
            + text(words));
  }

  /** As the runner takes a command's text apart. */
  private static String text(String value) {
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String value) {
    return text(value).replace(":", "%3A").replace(",", "%2C");
  }
}
