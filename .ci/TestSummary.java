import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Adds up Surefire's reports of all modules that were written since the given second of the epoch,
 * and names each skipped test with its reason. Exits 1 when there is no report: then nothing ran.
 */
final class TestSummary {

  private final TreeSet<String> skipped = new TreeSet<>();
  private long run;
  private long failures;
  private long errors;
  private long skips;

  public static void main(String[] args) throws Exception {
    long since = Long.parseLong(args[0]) * 1_000;
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    TestSummary summary = new TestSummary();
    for (Path report : reports(since)) {
      summary.add(parser.parse(report.toFile()));
    }
    summary.print();
    if (summary.run == 0) System.exit(1);
  }

  private static List<Path> reports(long since) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(""), 6)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .filter(file -> file.getParent().endsWith("target/surefire-reports"))
          .filter(file -> file.toFile().lastModified() >= since)
          .sorted()
          .toList();
    }
  }

  private void add(Document report) {
    Element suite = report.getDocumentElement();
    run += number(suite, "tests");
    failures += number(suite, "failures");
    errors += number(suite, "errors");
    skips += number(suite, "skipped");
    NodeList tests = suite.getElementsByTagName("testcase");
    for (int i = 0; i < tests.getLength(); i++) {
      Element test = (Element) tests.item(i);
      NodeList skip = test.getElementsByTagName("skipped");
      if (skip.getLength() > 0) {
        String reason = ((Element) skip.item(0)).getAttribute("message");
        skipped.add(
            test.getAttribute("classname") + "." + test.getAttribute("name") + ": " + reason);
      }
    }
  }

  private void print() {
    System.out.println();
    System.out.println("All modules");
    skipped.forEach(test -> System.out.println("Skipped " + test));
    System.out.printf(
        "Tests run: %d, Failures: %d, Errors: %d, Skipped: %d%n", run, failures, errors, skips);
  }

  private static long number(Element suite, String attribute) {
    return Long.parseLong(suite.getAttribute(attribute));
  }
}
