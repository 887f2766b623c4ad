package dev.leeway.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.event.ModelRef;
import dev.leeway.performance.PerformanceKey;
import dev.leeway.performance.PerformanceMeasure;
import dev.leeway.performance.PerformanceResult;
import dev.leeway.performance.PerformanceResult.Found;
import dev.leeway.performance.PerformanceResult.Undefined;
import dev.leeway.profile.ColumnKind;
import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.Measure;
import dev.leeway.verdict.MeasureResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.MeasuredPerformance.Range;
import dev.leeway.verdict.State;
import dev.leeway.verdict.Verdict;
import dev.leeway.verdict.WindowPerformance;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerdictJsonTest {

  /** The shape is a promise: docs/api.md and docs/openapi.yaml show the same. */
  @Test
  void write_hasTheDocumentedShape() throws IOException {
    assertThat(json(Samples.verdict(7, 2, State.DRIFTED)))
        .isEqualTo(
            "{\"id\":\"8dc0695f0aa9786cc2086a70d6053101\",\"model\":\"flights\",\"version\":\"1\","
                + "\"segment\":\"\",\"window\":{\"start\":\"2001-03-05T07:00:00Z\","
                + "\"end\":\"2001-03-05T08:00:00Z\"},\"kind\":\"DRIFT\",\"revision\":2,"
                + "\"state\":\"DRIFTED\",\"reason\":\"NONE\",\"rows\":102,"
                + "\"referenceId\":\"reference-1\",\"columns\":[{\"column\":\"distance\","
                + "\"kind\":\"NUMERIC\",\"part\":1.0,\"state\":\"DRIFTED\","
                + "\"since\":\"2001-03-05T05:30:00Z\",\"why\":\"ks 0.2\",\"rows\":100,"
                + "\"missing\":2,\"measures\":{\"ks\":{\"value\":0.2,\"pValue\":0.25,"
                + "\"error\":1.0E-9,\"threshold\":0.05,\"formula\":\"ks-rows/v2\",\"referenceRows\":20000,\"currentRows\":500},"
                + "\"evidence\":{\"value\":12.5,\"formula\":\"evidence/v1\"}}}]}");
  }

  @Test
  void read_givesBackWhatWasWritten() throws IOException {
    Verdict verdict =
        Samples.verdict(
            new VerdictKey(
                new ModelRef("team/flights", "2.1-rc"),
                "carrier=\"A|B\"\n\u0000\ud83d\udeec",
                Samples.hour(3),
                Verdict.Kind.QUALITY),
            9,
            State.UNKNOWN,
            "a",
            "b");

    assertThat(read(json(verdict))).isEqualTo(verdict);
  }

  @Test
  void constraints_areWrittenAndRead() throws IOException {
    Verdict drift = Samples.verdict(7, 1, State.OK);
    OptionalDouble none = OptionalDouble.empty();
    Verdict quality =
        new Verdict(
            drift.model(),
            drift.segment(),
            drift.window(),
            Verdict.Kind.QUALITY,
            1,
            State.FAILED,
            Verdict.UnknownReason.NONE,
            100,
            "reference-1",
            List.of(),
            List.of(
                new ConstraintResult(
                    "range",
                    "age",
                    State.FAILED,
                    OptionalDouble.of(0.25),
                    OptionalDouble.of(0.05),
                    none,
                    OptionalDouble.of(0.1),
                    100,
                    "too old"),
                new ConstraintResult(
                    "rows", "", State.UNKNOWN, none, none, OptionalDouble.of(5), none, 0, "none")));

    assertThat(json(quality))
        .endsWith(
            "\"columns\":[],\"constraints\":[{\"constraint\":\"range\",\"column\":\"age\","
                + "\"state\":\"FAILED\",\"observed\":0.25,\"error\":0.05,\"atMost\":0.1,"
                + "\"rows\":100,\"why\":\"too old\"},{\"constraint\":\"rows\",\"column\":\"\","
                + "\"state\":\"UNKNOWN\",\"atLeast\":5.0,\"rows\":0,\"why\":\"none\"}]}");
    assertThat(read(json(quality))).isEqualTo(quality);
    assertThat(json(drift)).doesNotContain("constraints");
  }

  @Test
  void performance_isWrittenAndRead() throws IOException {
    MeasuredPerformance undefined =
        new MeasuredPerformance(
            new PerformanceResult(
                PerformanceKey.of(PerformanceMeasure.RECALL, "a [b]"), Undefined.ONE_CLASS, 7),
            OptionalDouble.empty(),
            Optional.empty(),
            false);
    MeasuredPerformance boundless =
        new MeasuredPerformance(
            new PerformanceResult(
                PerformanceKey.of(PerformanceMeasure.PREVALENCE),
                new Found(0.2, Double.POSITIVE_INFINITY, OptionalDouble.empty()),
                7),
            OptionalDouble.empty(),
            Optional.of(new Range(OptionalDouble.of(0.1), OptionalDouble.of(0.3))),
            false);
    Verdict verdict =
        Samples.performance(
            new VerdictKey(Samples.MODEL, "carrier=AA", Samples.hour(7), Verdict.Kind.PERFORMANCE),
            3,
            State.FAILED,
            new WindowPerformance(
                10_000,
                4_213,
                true,
                List.of(undefined, Samples.rocAuc(0.71), boundless),
                List.of(Samples.rocAuc(0.75))));

    assertThat(json(verdict))
        .contains(
            "\"performance\":{\"predicted\":10000,\"labelled\":4213,\"coverage\":0.4213,"
                + "\"last\":true,\"realised\":{\"recall[a [b]]\":{\"state\":\"UNKNOWN\","
                + "\"decides\":false,\"rows\":7,\"why\":\"one_class\"},"
                + "\"roc_auc\":{\"value\":0.71,\"error\":5.0E-4,\"standardError\":0.01,"
                + "\"reference\":0.86,\"threshold\":0.8,\"lower\":0.8,"
                + "\"state\":\"FAILED\",\"decides\":true,\"rows\":400}")
        .contains("\"assumption\":\"Scores mean what");
    assertThat(read(json(verdict))).isEqualTo(verdict);
    assertThat(json(Samples.verdict(7, 1, State.OK))).doesNotContain("performance");
  }

  @Test
  void write_leavesOutNumbersThatJsonCannotHold() throws IOException {
    MeasureResult result =
        new MeasureResult(
            Measure.PSI,
            0.1,
            OptionalDouble.of(Double.NaN),
            OptionalDouble.of(Double.POSITIVE_INFINITY),
            OptionalDouble.of(Double.NEGATIVE_INFINITY),
            "psi/v1");
    ColumnVerdict column =
        new ColumnVerdict("c", ColumnKind.NUMERIC, State.OK, "", 1, 0, List.of(result));

    assertThat(json(with(column))).contains("\"psi\":{\"value\":0.1,\"formula\":\"psi/v1\"}");
  }

  @Test
  void read_leavesOutMeasuresOfALaterRelease() throws IOException {
    String later =
        json(Samples.verdict(1, 1, State.OK)).replace("\"evidence\":", "\"a_later_one\":");

    assertThat(read(later).columns().get(0).measures())
        .extracting(MeasureResult::measure)
        .containsExactly(Measure.KS);
  }

  private static Verdict with(ColumnVerdict column) {
    Verdict verdict = Samples.verdict(1, 1, State.OK);
    return new Verdict(
        verdict.model(),
        verdict.segment(),
        verdict.window(),
        verdict.kind(),
        verdict.revision(),
        verdict.state(),
        verdict.reason(),
        verdict.rows(),
        verdict.referenceId(),
        List.of(column));
  }

  private static String json(Verdict verdict) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      VerdictJson.write(json, verdict);
    }
    return text.toString();
  }

  private static Verdict read(String json) throws IOException {
    return VerdictJson.read(new ObjectMapper().readTree(json));
  }
}
