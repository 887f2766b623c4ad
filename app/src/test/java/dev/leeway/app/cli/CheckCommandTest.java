package dev.leeway.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

class CheckCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void writeData() throws IOException {
    write("reference.csv", 1, 0);
    write("same.csv", 2, 0);
    write("moved.csv", 3, 1);
    Files.writeString(folder.resolve("few.csv"), "a,b\n1,x\n");
  }

  private void write(String name, int seed, double shift) throws IOException {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(List.of("a,b"));
    for (int row = 0; row < 1_000; row++) {
      lines.add((random.nextGaussian() + shift) + (random.nextBoolean() ? ",x" : ",y"));
    }
    Files.write(folder.resolve(name), lines);
  }

  @Test
  void check_endsWithOne_whenDataDrifted() {
    assertThat(check("same.csv").exitCode()).isZero();
    assertThat(check("moved.csv").exitCode()).isEqualTo(ExitCode.FAILED_CHECK);
    assertThat(check("no.csv").exitCode()).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void check_ofNothingToCompare_isNotGood_unlessAllowed() {
    assertThat(check("few.csv").exitCode()).isEqualTo(ExitCode.FAILED_CHECK);
    assertThat(check("few.csv", "--allow-unknown").exitCode()).isZero();
  }

  @Test
  void check_endsWithOne_whenAConstraintDoesNotHold() throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"),
        "model: m\nquality: {columns: {b: {allowed: {values: [x]}}, a: {missing: 0.5}}}\n");

    CommandRun run = check("same.csv", "--monitor", file("m.yaml"));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED_CHECK);
    assertThat(run.out())
        .containsPattern("STATE +CONSTRAINT +COLUMN +WHY")
        .containsPattern("FAILED +allowed +b ")
        .containsPattern("OK +missing +a ")
        .contains("OK: 0 of 2 columns drifted");
  }

  @Test
  void check_ofIds_findsRepeatedOnes() throws IOException {
    Files.writeString(folder.resolve("m.yaml"), "model: m\nquality: {duplicateIds: 0.1}\n");
    List<String> lines = Files.readAllLines(folder.resolve("same.csv"));
    List<String> different = new ArrayList<>(List.of("id," + lines.get(0)));
    List<String> repeated = new ArrayList<>(different);
    for (int row = 1; row < lines.size(); row++) {
      different.add("r" + row + "," + lines.get(row));
      repeated.add("r" + row % 500 + "," + lines.get(row));
    }
    Files.write(folder.resolve("different.csv"), different);
    Files.write(folder.resolve("repeated.csv"), repeated);
    String[] more = {"--monitor", file("m.yaml"), "--id-column", "id"};

    assertThat(check("different.csv", more).exitCode()).isZero();
    assertThat(check("repeated.csv", more).exitCode()).isEqualTo(ExitCode.FAILED_CHECK);
  }

  @Test
  void check_writesJunitXml() throws Exception {
    check("moved.csv", "--junit", file("out.xml"), "--chunk", "500");

    Document document = xml("out.xml");
    assertThat(document.getDocumentElement().getTagName()).isEqualTo("testsuites");
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(2);
    assertThat(suite.getAttribute("name")).endsWith("moved.csv rows 1 to 500");
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    Element failed = (Element) suite.getElementsByTagName("testcase").item(0);
    assertThat(failed.getAttribute("name")).isEqualTo("a");
    Element failure = (Element) failed.getElementsByTagName("failure").item(0);
    assertThat(failure.getAttribute("type")).isEqualTo("DRIFTED");
    assertThat(failure.getAttribute("message")).contains("median");
    assertThat(failure.getTextContent()).contains("ks ", "psi ");
  }

  @Test
  void check_writesJunitXml_whateverIsInTheData() throws Exception {
    String odd = "<&\"'\u0001\u007f]]>";
    Files.writeString(
        folder.resolve("odd.csv"), "a,b\n" + ("0," + odd.replace("\"", "") + "\n").repeat(500));

    check("odd.csv", "--junit", file("out.xml"));

    assertThat(xml("out.xml").getElementsByTagName("failure").getLength()).isEqualTo(2);
  }

  @Test
  void check_annotatesForGithub_onePerColumn() {
    CommandRun run = check("moved.csv", "--github", "--chunk", "250");
    CommandRun json = check("moved.csv", "--github", "--format", "json");

    assertThat(run.out().lines().filter(line -> line.startsWith("::")))
        .singleElement()
        .asString()
        .matches(
            "::error file=.*moved\\.csv,title=a drifted::.*median .* %25 of rows moved.*;"
                + " first in rows 1 to 250, in 4 of 4 chunks");
    assertThat(json.out()).doesNotContain("::error").startsWith("{").endsWith("}\n");
    assertThat(json.err()).startsWith("::error file=");
    assertThat(check("moved.csv", "--no-github").out()).doesNotContain("::");
  }

  @Test
  void check_thatCannotRead_leavesNoJunitFile() {
    check("no.csv", "--junit", file("out.xml"));

    assertThat(folder.resolve("out.xml")).doesNotExist();
  }

  private CommandRun check(String current, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of("check", "--reference", file("reference.csv"), "--current", file(current)));
    all.addAll(List.of(more));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private Document xml(String name) throws ParserConfigurationException, IOException, SAXException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(folder.resolve(name).toFile());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void check_ofCharactersThatXmlHasNot_writesValidXml() throws Exception {
    String text = Files.readString(folder.resolve("same.csv"));
    Files.writeString(folder.resolve("odd.csv"), text.replace(",x", ",\uFFFF\uFFFE\u0001"));

    CommandRun run = check("odd.csv", "--junit", file("out.xml"));

    assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED_CHECK);
    assertThat(xml("out.xml").getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void check_ofAFileWithNoneOfTheColumns_isBadInput() throws IOException {
    String text = Files.readString(folder.resolve("same.csv"));
    Files.writeString(folder.resolve("semicolons.csv"), text.replace(',', ';'));

    CommandRun run = check("semicolons.csv");

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.err()).contains("none of the columns to compare: a, b; it has a;b");
  }

  @Test
  void check_intoAFolderThatIsNotThere_saysSoFirst() {
    CommandRun run = check("no.csv", "--junit", file("nowhere/out.xml"));

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILURE);
    assertThat(run.err()).contains("nowhere/out.xml: there is no such folder");
  }

  @Test
  void check_withAMonitorOfOtherColumns_tellsThem_andHoldsColumnsAgainstTheirOwnRule()
      throws IOException {
    Files.writeString(
        folder.resolve("m.yaml"),
        "model: m\ncolumns: {a: {thresholds: {ks: 0.9}}, aa: {tolerance: 0.1}, c: {ignore: true}}\n");

    CommandRun run = check("same.csv", "--monitor", file("m.yaml"));

    assertThat(run.out())
        .contains("note: in the monitor, but the reference has no such column: aa\n")
        .doesNotContain("A column has drifted when");
  }
}
