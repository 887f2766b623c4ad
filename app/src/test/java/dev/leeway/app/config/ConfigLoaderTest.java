package dev.leeway.app.config;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.leeway.config.yaml.ConfigError;
import dev.leeway.config.yaml.ConfigException;
import dev.leeway.config.yaml.SettingsReader;
import dev.leeway.delivery.Webhook;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.topics.Topics;
import dev.leeway.verdict.Measure;
import dev.leeway.window.WindowSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {

  private static final String WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  @TempDir private Path folder;

  @Test
  void load_withoutFile_givesDefaults() {
    LoadedConfig loaded = loader(Map.of("HOME", "/home/ada")).load(Optional.empty());

    ProcessConfig config = loaded.process();
    assertThat(config.dataDir()).isEqualTo(Path.of("/home/ada/.local/share/leeway"));
    assertThat(config.monitorsDir()).isEqualTo(folder.resolve("monitors"));
    assertThat(config.http()).isEqualTo(HttpSettings.DEFAULT);
    assertThat(config.kafka().embedded()).isTrue();
    assertThat(config.registry().embedded()).isTrue();
    assertThat(config.topics()).isEqualTo(Topics.withDefaults());
    assertThat(config.streams().stateDir())
        .isEqualTo(Path.of("/home/ada/.local/share/leeway/streams"));
    assertThat(loaded.monitors()).isEmpty();
    assertThat(loaded.files()).isEmpty();
  }

  @Test
  void load_takesTheUsualFileInTheWorkingFolder() {
    write("leeway.yaml", "http: {port: 9000}");

    assertThat(load(Map.of()).process().http().port()).isEqualTo(9000);
  }

  @Test
  void load_takesTheFileThatTheEnvironmentNames() {
    write("other.yaml", "http: {port: 9000}");
    write("leeway.yaml", "http: {port: 1}");

    assertThat(load(Map.of("LEEWAY_CONFIG", "other.yaml")).process().http().port()).isEqualTo(9000);
  }

  @Test
  void load_putsEnvironmentVariablesBeforeTheFile() {
    write("leeway.yaml", "http: {port: 9000, host: 0.0.0.0}\nkafka:\n  embedded: false\n");

    ProcessConfig config =
        load(Map.of(
                "LEEWAY_HTTP_PORT", "9100",
                "LEEWAY_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
                "LEEWAY_DATA_DIR", "/data",
                "LEEWAY_TOPICS_PREFIX", "2024",
                "LEEWAY_REGISTRY_EMBEDDED", ""))
            .process();

    assertThat(config.http()).isEqualTo(new HttpSettings("0.0.0.0", 9100, Optional.empty()));
    assertThat(config.kafka().bootstrapServers()).contains("kafka:9092");
    assertThat(config.kafka().replicationFactor()).isEqualTo(-1);
    assertThat(config.dataDir()).isEqualTo(Path.of("/data"));
    assertThat(config.streams().stateDir()).isEqualTo(Path.of("/data/streams"));
    assertThat(config.topics().prefix()).isEqualTo("2024");
    assertThat(config.streams().applicationId()).isEqualTo("2024-drift");
  }

  @Test
  void load_takesRelativePathsFromTheFilesFolder() throws IOException {
    Files.createDirectories(folder.resolve("ops/watch"));
    write("ops/leeway.yaml", "dataDir: ../data\nmonitorsDir: watch\n");

    ProcessConfig config = loader(Map.of()).load(Optional.of(Path.of("ops/leeway.yaml"))).process();

    assertThat(config.dataDir()).isEqualTo(folder.resolve("data"));
    assertThat(config.monitorsDir()).isEqualTo(folder.resolve("ops/watch"));
  }

  @Test
  void load_tellsTheProblemsOfAllFilesAtOnce_eachWithItsPlace() {
    write(
        "leeway.yaml",
        """
        http:
          prot: 8080
          host: 127.0.0.1
        kafka:
          port: many
        streams:
          commitInterval: 1 s
        alerting:
          targets:
            - name: hook
              webhook: {url: "ftp://example.org", secrets: ["${env:HOOK}"]}
          retraining:
            - name: retrain
              target: hok
        """);
    write("monitors/a.yaml", "modle: a\n");
    write("monitors/b.yaml", "model: b\nwindows: [1h, 0s]\ndecision:\n  alpha: 2\n");
    write("monitors/c.yaml", "model: [c\n");

    assertThat(errors(Map.of("HOOK", WEBHOOK_SECRET)))
        .extracting(ConfigError::toString)
        .containsExactly(
            "leeway.yaml:2:3: http.prot: unknown key; did you mean \"port\"?",
            "leeway.yaml:5:9: kafka.port: expected a whole number, found \"many\"",
            "leeway.yaml:7:19: streams.commitInterval: expected a whole number with a unit: 250ms,"
                + " 30s, 5m, 1h or 7d, found \"1 s\"",
            "leeway.yaml:11:22: alerting.targets[0].webhook.url: must start with http:// or https://",
            "leeway.yaml:14:15: alerting.retraining[0].target: \"hok\" is unknown; known: hook;"
                + " did you mean \"hook\"?",
            "monitors/a.yaml:1:1: modle: unknown key; did you mean \"model\"?",
            "monitors/b.yaml:2:15: windows[1]: not allowed: slide must be positive: PT0S",
            "monitors/b.yaml:4:10: decision.alpha: not allowed: alpha: 2.0",
            "monitors/c.yaml:2:1: not YAML: expected ',' or ']', but got <stream end>");
  }

  @Test
  void load_placesAProblemOfAnEnvironmentVariableAtTheVariable() {
    assertThat(errors(Map.of("LEEWAY_HTTP_PORT", "tcp://10.0.0.7:80")))
        .extracting(ConfigError::toString)
        .containsExactly(
            "environment variable LEEWAY_HTTP_PORT: http.port: expected a whole number, found"
                + " \"tcp://10.0.0.7:80\", set by Kubernetes: use enableServiceLinks: false");
  }

  @Test
  void load_readsMonitorFiles() {
    write(
        "monitors/flight.yml",
        """
        model: flight-delay
        pane: 5m
        windows: [1d, {size: 6h, slide: 1h}]
        segments: [origin]
        maxPast: 365d
        decision: {minRows: 100}
        caps: {segments: 7}
        columns:
          "1": {ignore: true}
          distance:
            kind: categorical
            tolerance: 0.2
            thresholds: {ks: 0.1}
          empty:
        """);
    write("monitors/.hidden.yaml", "no: monitor");
    write("monitors/notes.txt", "no: monitor");

    Monitor monitor = load(Map.of()).monitors().get(0);

    assertThat(monitor.model()).isEqualTo("flight-delay");
    assertThat(monitor.timing().pane()).isEqualTo(Duration.ofMinutes(5));
    assertThat(monitor.timing().maxPast()).isEqualTo(Duration.ofDays(365));
    assertThat(monitor.windows())
        .containsExactly(
            WindowSpec.tumbling(Duration.ofDays(1)),
            new WindowSpec(Duration.ofHours(6), Duration.ofHours(1)));
    assertThat(monitor.segments()).containsExactly("origin");
    assertThat(monitor.decision().minRows()).isEqualTo(100);
    assertThat(monitor.caps().segments()).isEqualTo(7);
    assertThat(monitor.columns()).containsOnlyKeys("1", "distance", "empty");
    assertThat(monitor.column("1").ignored()).isTrue();
    assertThat(monitor.column("distance").kind()).contains(ColumnKind.CATEGORICAL);
    assertThat(monitor.column("distance").thresholds()).containsEntry(Measure.KS, 0.1);
    assertThat(monitor.column("distance").tolerance()).hasValue(0.2);
  }

  /** It would be found out by a heap that is full after weeks. */
  @Test
  void load_refusesMoreWindowsAtOnceThanAreAllowed() {
    String windows = "windows: [{size: 30d, slide: 1s}]\npane: 1s\n";
    write("monitors/a.yaml", "model: a\n" + windows);
    write("monitors/b.yaml", "model: b\n" + windows + "caps: {windows: 3000000}\n");
    write("monitors/c.yaml", "model: c\nwindows: [1m]\nperformance: {horizon: 90d}\n");

    String advice =
        " windows of a segment would be remembered at once, and caps.windows allows 100,000:"
            + " slides must be longer, or lateness or performance.horizon shorter";
    assertThat(errors(Map.of()))
        .extracting(ConfigError::toString)
        .containsExactly(
            "monitors/a.yaml:2:10: windows: 2,678,401" + advice,
            "monitors/c.yaml:2:10: windows: 129,602" + advice);
  }

  @Test
  void load_turnsWhatCoreRefusesIntoAPlacedProblem() {
    write("monitors/a.yaml", "model: a\npane: 7m\nwindows: [1h]\n");
    write("monitors/b.yaml", "model: b\npane: 0s\n");
    write("monitors/c.yaml", "model: c\ncolumns:\n  x: {thresholds: {ks: -1, psy: 2}}\n");
    write("monitors/d.yaml", "model: d e\n");

    assertThat(errors(Map.of()))
        .extracting(ConfigError::toString)
        .containsExactly(
            "monitors/a.yaml:3:10: windows: not allowed: window slide PT1H is not a whole number of"
                + " panes of PT7M",
            "monitors/b.yaml:2:7: pane: not allowed: pane must be positive: PT0S",
            "monitors/c.yaml:3:33: columns.x.thresholds.psy: \"psy\" is unknown; known: "
                + Arrays.stream(Measure.values()).map(Measure::key).collect(joining(", "))
                + "; did you mean \"psi\"?",
            "monitors/d.yaml:1:8: model: not a model name: letters, digits and _ . - / only");
  }

  @Test
  void load_refusesTwoMonitorsOfOneModel() {
    write("monitors/a.yaml", "model: m");
    write("monitors/b.yaml", "model: m");

    assertThat(errors(Map.of()))
        .extracting(ConfigError::toString)
        .containsExactly("monitors/b.yaml:1:8: model: has another monitor file already");
  }

  @Test
  void loadMonitor_readsOneFile() {
    write("m.yaml", "model: m");

    assertThat(loader(Map.of()).loadMonitor(Path.of("m.yaml")))
        .isEqualTo(Monitor.withDefaults("m"));
  }

  @Test
  void load_resolvesSecrets_andNeverShowsThem() {
    write("token", "from-file\r\n");
    write(
        "leeway.yaml",
        """
        kafka:
          bootstrapServers: kafka:9092
          properties:
            security.protocol: SASL_SSL
            request.timeout.ms: 1000
            sasl.jaas.config: Login required user="a" password="${env:PASSWORD}";
            ssl.truststore.password: ${file:%s}
        alerting:
          targets: [{name: a, webhook: {url: "https://example.org/?k=v", secrets: ["${env:HOOK}"]}}]
        """
            .formatted(folder.resolve("token")));

    ProcessConfig config = load(Map.of("PASSWORD", "canary", "HOOK", WEBHOOK_SECRET)).process();

    assertThat(config.kafka().properties().revealed())
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("request.timeout.ms", "1000")
        .containsEntry("sasl.jaas.config", "Login required user=\"a\" password=\"canary\";")
        .containsEntry("ssl.truststore.password", "from-file");
    assertThat(config.alerting().targets().get(0).recipient())
        .isInstanceOfSatisfying(
            Webhook.class,
            hook -> assertThat(hook.secrets().get(0).reveal()).isEqualTo(WEBHOOK_SECRET));
    assertThat(config.toString())
        .doesNotContain("canary", "from-file", WEBHOOK_SECRET)
        .contains("<secret>");
  }

  @Test
  void load_namesAReferenceThatLeadsNowhere_andNeverAValue() {
    write("empty", "\n");
    write(
        "leeway.yaml",
        """
        http:
          host: ${env:HOST}
        kafka:
          properties:
            a.password: ${env:MISSING}
            b.password: ${file:/no/such/file}
            c.password: canary
            d.password: ${file:relative}
            e.password: ${vault:x}
            f.password: ${file:%s}
            isolation.level: read_uncommitted
        """
            .formatted(folder.resolve("empty")));

    List<ConfigError> errors = errors(Map.of("HOST", "canary"));

    assertThat(errors)
        .extracting(error -> error.path() + ": " + error.message())
        .containsExactly(
            "http.host: references like ${env:NAME} are for secrets only; an environment variable"
                + " of Leeway's own can set this key",
            "kafka.properties.a.password: ${env:MISSING} is not set",
            "kafka.properties.b.password: ${file:/no/such/file} is not a file",
            "kafka.properties.c.password: a secret must not stand in the file: write ${env:NAME} or"
                + " ${file:/path}",
            "kafka.properties.d.password: ${file:relative} must be an absolute path",
            "kafka.properties.e.password: not a reference: write ${env:NAME} or ${file:/path}",
            "kafka.properties.f.password: ${file:" + folder.resolve("empty") + "} is empty",
            "kafka.properties.isolation.level: is set by Leeway itself and cannot be changed");
    assertThat(errors.toString()).doesNotContain("canary");
  }

  @Test
  void load_refusesAWebhookThatCannotBeSigned_withoutShowingTheSecret() {
    write(
        "leeway.yaml",
        """
        alerting:
          targets:
            - {name: a, webhook: {url: "https://example.org"}}
            - {name: b, webhook: {url: "https://example.org", secrets: ["${env:HOOK}"]}}
            - {name: c}
        """);

    List<ConfigError> errors = errors(Map.of("HOOK", "canary"));

    assertThat(errors)
        .extracting(ConfigError::path)
        .containsExactly(
            "alerting.targets[0].webhook.secrets",
            "alerting.targets[1].webhook.secrets",
            "alerting.targets[2].name");
    assertThat(errors.toString()).doesNotContain("canary");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {http: {port: 70000}}                       | must be from 0 to 65535, not 70000
          {http: {port: 99999999999999999999}}        | must be from 0 to 65535, not 99999999999999999999
          {http: {port: 0x50}}                        | expected a whole number, found "0x50"
          {http: {port: 8_080}}                       | expected a whole number, found "8_080"
          {http: {port: "8080"}}                      | expected a whole number, found "8080"
          {http: {port: }}                            | has no value: give one or remove the key
          {http: {port: [1]}}                         | expected one value, found a list
          {http: [1]}                                 | expected keys with values, found a list
          {http: {host: 12}}                          | expected text, found a whole number: write it in quotes, "12"
          {http: {host: ""}}                          | is blank
          {kafka: {embedded: no}}                     | expected true or false, found "no"
          {kafka: {embedded: false}}                  | not allowed: embedded is false, so bootstrapServers must be given
          {registry: {embedded: true, url: "http://a"}} | not allowed: embedded is true, so url cannot be given
          {streams: {commitInterval: 5}}              | expected a whole number with a unit: 250ms, 30s, 5m, 1h or 7d, found "5"
          {streams: {commitInterval: -5s}}            | expected a whole number with a unit: 250ms, 30s, 5m, 1h or 7d, found "-5s"
          {streams: {commitInterval: 2m}}             | not allowed: commitInterval must be from 10ms to 1m
          {http: {publicUrl: "http://u:p@host"}}      | must not hold a user or password
          {http: {publicUrl: "https:///path"}}        | has no host
          {http: {publicUrl: "https://a b"}}          | not an address such as https://example.org/path
          {dataDir: ~/leeway}                         | ~ is not expanded: write the folder out
          {monitorsDir: nowhere}                      | there is no such folder
          {alerting: {targets: {}}}                   | expected a list, found keys with values
          {alerting: {targets: [hook]}}               | expected keys with values, found text
          {alerting: {rules: [{on: drift, severity: warn}]}} | "warn" is unknown; known: critical, info, warning
          {ingest: {maxBatchBytes: 5}}                | not allowed: maxBatchBytes is less than maxBodyBytes
          """)
  void load_refusesAValueOfTheWrongForm(String document, String message) {
    write("leeway.yaml", document);

    assertThat(errors(Map.of())).extracting(ConfigError::message).containsExactly(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'a: &x [*x]'              | leeway.yaml:1:4: anchors (&name) are not supported
          'http: !!java.net.URL {}' | leeway.yaml:1:7: tags (!name) are not supported
          'dataDir: !x /data'       | leeway.yaml:1:10: tags (!name) are not supported
          '? {a: b}'                | leeway.yaml:1:3: a key must be plain text
          '<<: {a: b}'              | leeway.yaml:1:1: a key must be plain text
          '- a'                     | leeway.yaml:1:1: expected keys with values, found a list
          'text'                    | leeway.yaml:1:1: expected keys with values, found text
          """)
  void load_refusesWhatHidesMistakes(String document, String message) {
    write("leeway.yaml", document);

    assertThat(errors(Map.of())).extracting(ConfigError::toString).contains(message);
  }

  @Test
  void load_refusesAKeyGivenTwice() {
    write("leeway.yaml", "http: {port: 1}\nkafka: {}\nhttp: {port: 2}\n");

    assertThat(errors(Map.of()))
        .extracting(ConfigError::toString)
        .containsExactly("leeway.yaml:3:1: http: given twice, first on line 1");
  }

  @Test
  void load_refusesASecondDocument() {
    write("leeway.yaml", "http: {port: 1}\n---\nhttp: {port: 2}\n");

    assertThat(errors(Map.of()))
        .extracting(ConfigError::toString)
        .containsExactly("leeway.yaml:3:1: only one document may stand in a file");
  }

  @Test
  void load_tellsWhereTheYamlIsBroken() {
    write("leeway.yaml", "http:\n\tport: 1\n");

    assertThat(errors(Map.of())).extracting(ConfigError::line).containsExactly(2);
  }

  @Test
  void load_tellsWhereACharacterIsThatYamlDoesNotAllow() {
    write("leeway.yaml", "http:\n  host: a\u0007b\n");

    assertThat(errors(Map.of()))
        .extracting(ConfigError::toString)
        .containsExactly("leeway.yaml:2:10: a character that YAML does not allow");
  }

  @Test
  void load_refusesDeepNestingAndLargeFiles() {
    write("leeway.yaml", "[".repeat(100_000));
    write("monitors/large.yaml", "# " + "x".repeat(1 << 20));

    assertThat(errors(Map.of()))
        .extracting(ConfigError::message)
        .containsExactly("nested more than 32 deep", "larger than 1048576 bytes");
  }

  @Test
  void load_refusesTextThatIsNotUtf8() throws IOException {
    Files.write(folder.resolve("leeway.yaml"), "dataDir: /ä".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(errors(Map.of())).extracting(ConfigError::message).containsExactly("not UTF-8 text");
  }

  @Test
  void load_refusesAFileThatIsNotThere() {
    ConfigException refused =
        catchThrowableOfType(
            ConfigException.class, () -> loader(Map.of()).load(Optional.of(Path.of("no.yaml"))));

    assertThat(refused).hasMessage("no.yaml: there is no such file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing yet\n", "---\n", "\uFEFFhttp:\n", "http:\nkafka:\n"})
  void load_takesADocumentWithoutContentAsDefaults(String document) {
    write("leeway.yaml", document);

    assertThat(load(Map.of()).process().http()).isEqualTo(HttpSettings.DEFAULT);
  }

  @Test
  void message_staysShortWithManyProblems() {
    write("leeway.yaml", "wrong_key_number_1: 1\n".repeat(200));

    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(Map.of()));

    assertThat(refused.errors()).hasSize(200);
    assertThat(refused.getMessage()).hasLineCount(51).endsWith("and 150 more");
  }

  @Test
  void load_ofDamagedText_givesSettingsOrProblemsAndNothingElse() {
    SplittableRandom random = new SplittableRandom(20261123);
    String sound = "http: {port: 1, host: 'a'}\nalerting:\n  targets:\n    - name: a\n";
    String pieces = "{}[]:,&*!|>'\"%@`#-? \n\t\0\u0085\ud800ax1~<";
    for (int run = 0; run < 3_000; run++) {
      StringBuilder damaged = new StringBuilder(sound);
      for (int change = random.nextInt(1, 5); change > 0; change--) {
        char piece = pieces.charAt(random.nextInt(pieces.length()));
        damaged.insert(random.nextInt(damaged.length() + 1), piece);
        damaged.deleteCharAt(random.nextInt(damaged.length()));
      }
      SettingsReader reader = new SettingsReader(Map.of());

      // Throws nothing.
      HttpSettings.read(reader.text(damaged.toString(), "damaged.yaml").section("http"));
    }
  }

  private LoadedConfig load(Map<String, String> environment) {
    return loader(environment).load(Optional.empty());
  }

  private List<ConfigError> errors(Map<String, String> environment) {
    ConfigException refused = catchThrowableOfType(ConfigException.class, () -> load(environment));
    assertThat(refused).isNotNull();
    return refused.errors();
  }

  private ConfigLoader loader(Map<String, String> environment) {
    return new ConfigLoader(environment, folder);
  }

  private void write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
