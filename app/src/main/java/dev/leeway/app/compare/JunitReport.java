package dev.leeway.app.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.leeway.verdict.ColumnVerdict;
import dev.leeway.verdict.ConstraintResult;
import dev.leeway.verdict.MeasuredPerformance;
import dev.leeway.verdict.State;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as build servers read test results: a JUnit XML file with a suite per chunk and a
 * case per column and constraint. Drift and constraints that do not hold are failures, what cannot
 * be told is skipped.
 */
public final class JunitReport implements Report, AutoCloseable {

  /** All but what XML 1.0 has: what else is in a text can stand in it in no form. */
  private static final Pattern NOT_XML =
      Pattern.compile("[^\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private final Path file;
  private @Nullable OutputStream out;
  private @Nullable XMLStreamWriter xml;
  private String current = "";
  private boolean chunked;

  /**
   * @param file is written when there are verdicts; one that is there is replaced
   */
  public JunitReport(Path file) {
    this.file = file;
  }

  /** A part of the document, whose faults are the stream's. */
  private interface Part {

    void write(XMLStreamWriter xml) throws XMLStreamException;
  }

  @Override
  public void begin(Heading heading) throws IOException {
    current = heading.current().file();
    chunked = heading.isChunked();
    OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file));
    out = stream;
    try {
      xml = XMLOutputFactory.newInstance().createXMLStreamWriter(stream, UTF_8.name());
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
    write(
        document -> {
          document.writeStartDocument(UTF_8.name(), "1.0");
          document.writeCharacters("\n");
          document.writeStartElement("testsuites");
          document.writeAttribute("name", "leeway check");
        });
  }

  @Override
  public void add(ChunkVerdict verdict) throws IOException {
    write(
        document -> {
          document.writeCharacters("\n  ");
          document.writeStartElement("testsuite");
          suite(document, verdict);
          for (ColumnVerdict column : verdict.columns()) {
            column(document, verdict, column);
          }
          for (ConstraintResult constraint : verdict.constraints()) {
            constraint(document, constraint);
          }
          for (MeasuredPerformance measure : deciding(verdict)) {
            performance(document, measure);
          }
          document.writeCharacters("\n  ");
          document.writeEndElement();
        });
  }

  private void suite(XMLStreamWriter document, ChunkVerdict verdict) throws XMLStreamException {
    String name = chunked ? current + " " + OutcomeWords.chunk(verdict.chunk()) : current;
    long skipped =
        verdict.columns().stream().filter(column -> column.state() == State.UNKNOWN).count()
            + verdict.constraints().stream()
                .filter(result -> result.state() == State.UNKNOWN)
                .count()
            + deciding(verdict).stream()
                .filter(measure -> measure.state() == State.UNKNOWN)
                .count();
    attribute(document, "name", name);
    attribute(
        document,
        "tests",
        String.valueOf(
            verdict.columns().size() + verdict.constraints().size() + deciding(verdict).size()));
    attribute(
        document,
        "failures",
        String.valueOf(
            verdict.drifted().size() + verdict.failed().size() + verdict.worse().size()));
    attribute(document, "errors", "0");
    attribute(document, "skipped", String.valueOf(skipped));
  }

  private static void column(XMLStreamWriter document, ChunkVerdict verdict, ColumnVerdict column)
      throws XMLStreamException {
    startCase(document, "drift", column.column());
    if (column.state() == State.DRIFTED) {
      failure(document, column.state(), column.why(), MeasureWords.all(column));
    } else if (column.state() == State.UNKNOWN) {
      skipped(
          document, verdict.state() == State.UNKNOWN ? OutcomeWords.reason(verdict) : column.why());
    }
    document.writeEndElement();
  }

  private static void constraint(XMLStreamWriter document, ConstraintResult result)
      throws XMLStreamException {
    String of = result.column().isEmpty() ? "" : " of " + result.column();
    startCase(document, "quality", result.constraint() + of);
    if (result.state() == State.FAILED) {
      failure(document, result.state(), result.why(), "");
    } else if (result.state() == State.UNKNOWN) {
      skipped(document, result.why());
    }
    document.writeEndElement();
  }

  private static List<MeasuredPerformance> deciding(ChunkVerdict verdict) {
    return verdict.performance().map(ChunkPerformance::deciding).orElse(List.of());
  }

  private static void performance(XMLStreamWriter document, MeasuredPerformance measure)
      throws XMLStreamException {
    startCase(document, "performance", measure.result().key().toString());
    if (measure.state() == State.FAILED) {
      failure(document, measure.state(), PerformanceTable.sentence(measure), "");
    } else if (measure.state() == State.UNKNOWN) {
      skipped(document, PerformanceTable.why(measure.result()));
    }
    document.writeEndElement();
  }

  private static void startCase(XMLStreamWriter document, String group, String name)
      throws XMLStreamException {
    document.writeCharacters("\n    ");
    document.writeStartElement("testcase");
    attribute(document, "classname", group);
    attribute(document, "name", name);
    attribute(document, "time", "0");
  }

  private static void failure(XMLStreamWriter document, State state, String message, String more)
      throws XMLStreamException {
    document.writeStartElement("failure");
    attribute(document, "type", state.name());
    attribute(document, "message", message);
    document.writeCharacters(allowed(more));
    document.writeEndElement();
  }

  private static void skipped(XMLStreamWriter document, String message) throws XMLStreamException {
    document.writeStartElement("skipped");
    attribute(document, "message", message);
    document.writeEndElement();
  }

  private static void attribute(XMLStreamWriter document, String name, String value)
      throws XMLStreamException {
    document.writeAttribute(name, allowed(value));
  }

  private static String allowed(String text) {
    return NOT_XML.matcher(Words.plain(text)).replaceAll("?");
  }

  @Override
  public void end(Outcome outcome) throws IOException {
    write(
        document -> {
          document.writeCharacters("\n");
          document.writeEndElement();
          document.writeEndDocument();
          document.flush();
        });
    close();
  }

  private void write(Part part) throws IOException {
    XMLStreamWriter document = xml;
    if (document == null) throw new IllegalStateException("not begun");
    try {
      part.write(document);
    } catch (XMLStreamException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    OutputStream stream = out;
    if (stream != null) stream.close();
  }
}
