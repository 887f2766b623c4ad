package dev.leeway.app.config;

import dev.leeway.config.AlertRuleSection;
import dev.leeway.config.FlinkSettings;
import dev.leeway.config.KafkaSettings;
import dev.leeway.config.MonitorFile;
import dev.leeway.config.RecordMappings;
import dev.leeway.config.RegistrySettings;
import dev.leeway.config.WatchedModel;
import dev.leeway.config.yaml.ConfigException;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Position;
import dev.leeway.config.yaml.SettingsReader;
import dev.leeway.config.yaml.Value;
import dev.leeway.monitor.Monitor;
import dev.leeway.rule.Amendments;
import dev.leeway.topics.Topics;
import dev.leeway.wire.RecordMapping;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads the process's file, the environment variables that go before it, and all monitor files; all
 * of it is good, or everything that is wrong is told at once.
 */
public final class ConfigLoader {

  /** The file that is read where none is named, if it is there. */
  public static final String DEFAULT_FILE = "leeway.yaml";

  private static final String PREFIX = "LEEWAY_";

  private final Map<String, String> environment;
  private final Path workingFolder;
  private final SettingsReader reader;

  /**
   * For one load.
   *
   * @param environment the process's environment variables
   * @param workingFolder against which relative file names are meant
   */
  public ConfigLoader(Map<String, String> environment, Path workingFolder) {
    this.environment = Map.copyOf(environment);
    this.workingFolder = workingFolder.toAbsolutePath().normalize();
    reader = new SettingsReader(environment);
  }

  /** With this process's environment and working folder. */
  public static ConfigLoader ofThisProcess() {
    return new ConfigLoader(System.getenv(), Path.of(""));
  }

  /**
   * All settings.
   *
   * @param file the process's file; when empty, the one that LEEWAY_CONFIG names, or leeway.yaml in
   *     the working folder if there is one, or defaults only
   * @throws ConfigException with everything that is wrong
   */
  public LoadedConfig load(Optional<Path> file) {
    Optional<Path> source = file.or(this::usualFile).map(workingFolder::resolve);
    List<Path> files = new ArrayList<>();
    source.ifPresent(files::add);
    Optional<ProcessConfig> process = process(source);
    List<WatchedModel> models =
        process.map(config -> models(config.monitorsDir(), files)).orElse(List.of());
    reader.problems().throwIfAny();
    return new LoadedConfig(
        process.orElseThrow(),
        source,
        models.stream().map(WatchedModel::monitor).toList(),
        models.stream()
            .collect(Collectors.toMap(model -> model.monitor().model(), WatchedModel::alerts)),
        files);
  }

  /**
   * One monitor file.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Monitor loadMonitor(Path file) {
    Path absolute = workingFolder.resolve(file);
    Optional<WatchedModel> model = MonitorFile.read(reader.file(absolute, shown(absolute)));
    reader.problems().throwIfAny();
    return model.orElseThrow().monitor();
  }

  /**
   * A file of nothing but a list {@code rules}, as it would stand in {@code alerting.rules}.
   *
   * @throws ConfigException with everything that is wrong
   */
  public Amendments loadRules(Path file) {
    Path absolute = workingFolder.resolve(file);
    Fields fields = reader.file(absolute, shown(absolute));
    Amendments rules = AlertRuleSection.read(fields.required("rules"));
    fields.build(() -> rules);
    reader.problems().throwIfAny();
    return rules;
  }

  /** Every key that was looked for so far. */
  SortedSet<String> asked() {
    return reader.asked();
  }

  private Optional<Path> usualFile() {
    String named = environment.getOrDefault("LEEWAY_CONFIG", "");
    if (!named.isEmpty()) return Optional.of(Path.of(named));
    Path usual = workingFolder.resolve(DEFAULT_FILE);
    return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
  }

  private Optional<ProcessConfig> process(Optional<Path> file) {
    Fields fields =
        file.map(given -> reader.fileBelowEnvironment(given, shown(given), PREFIX))
            .orElseGet(() -> reader.environmentOnly(PREFIX));
    Path folder = file.map(given -> folderOf(given)).orElse(workingFolder);
    Path dataDir = fields.value("dataDir").path(folder).orElseGet(this::usualDataDir);
    Path monitorsDir = monitorsDir(fields.value("monitorsDir"), folder);
    HttpSettings http = HttpSettings.read(fields.section("http"));
    KafkaSettings kafka = KafkaSettings.read(fields.section("kafka"));
    Topics topics = topics(fields.section("topics"));
    RegistrySettings registry = RegistrySettings.read(fields.section("registry"));
    EngineKind engine =
        fields.value("engine").choice(EngineKind.WORDS).orElse(EngineKind.KAFKA_STREAMS);
    FlinkSettings flink = FlinkSettings.read(fields.section("flink"), dataDir, topics);
    StreamsSettings streams = StreamsSettings.read(fields.section("streams"), dataDir, topics);
    IngestSettings ingest = IngestSettings.read(fields.section("ingest"));
    AlertingSettings alerting = AlertingSettings.read(fields.section("alerting"));
    List<RecordMapping> mappings = RecordMappings.read(fields.value("mappings"));
    ProcessConfig config =
        new ProcessConfig(
            dataDir,
            monitorsDir,
            http,
            kafka,
            topics,
            registry,
            engine,
            streams,
            flink,
            ingest,
            alerting,
            mappings);
    fields.build(() -> config);
    // Also when something was wrong: the monitor files may have problems of their own to tell.
    return Optional.of(config);
  }

  private static Topics topics(Fields fields) {
    Topics usual = Topics.withDefaults();
    String prefix = fields.value("prefix").text().orElse(usual.prefix());
    int partitions = fields.value("partitions").integer(1, 10_000).orElse(usual.partitions());
    return fields.build(() -> new Topics(prefix, partitions)).orElse(usual);
  }

  private static Path monitorsDir(Value value, Path folder) {
    Optional<Path> given = value.path(folder);
    given
        .filter(path -> !Files.isDirectory(path))
        .ifPresent(path -> value.problem("there is no such folder"));
    return given.orElse(folder.resolve("monitors"));
  }

  private Path usualDataDir() {
    String shared = environment.getOrDefault("XDG_DATA_HOME", "");
    // The XDG base directory specification says to ignore a relative one.
    if (!shared.isEmpty() && Path.of(shared).isAbsolute()) return Path.of(shared, "leeway");
    String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
    return Path.of(home, ".local", "share", "leeway").toAbsolutePath();
  }

  private List<WatchedModel> models(Path folder, List<Path> files) {
    SortedMap<String, WatchedModel> models = new TreeMap<>();
    for (Path file : monitorFiles(folder)) {
      files.add(file);
      Fields fields = reader.file(file, shown(file));
      MonitorFile.read(fields)
          .filter(model -> models.putIfAbsent(model.monitor().model(), model) != null)
          .ifPresent(model -> fields.value("model").problem("has another monitor file already"));
    }
    return List.copyOf(models.values());
  }

  private List<Path> monitorFiles(Path folder) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) return files;
    // Hidden ones are editors' and Kubernetes' own.
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[!.]*.{yaml,yml}")) {
      found.forEach(files::add);
    } catch (IOException e) {
      reader.problems().add(Position.of(shown(folder)), "", "cannot be read");
    }
    Collections.sort(files);
    return files;
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().normalize().getParent();
    return parent == null ? file : parent;
  }

  private String shown(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.startsWith(workingFolder)
        ? workingFolder.relativize(absolute).toString()
        : absolute.toString();
  }
}
