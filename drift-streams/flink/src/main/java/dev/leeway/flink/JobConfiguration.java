package dev.leeway.flink;

import dev.leeway.config.FlinkSettings;
import dev.leeway.config.KafkaSettings;
import dev.leeway.config.MonitorFile;
import dev.leeway.config.RecordMappings;
import dev.leeway.config.RegistrySettings;
import dev.leeway.config.yaml.ConfigException;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.SettingsReader;
import dev.leeway.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job reads of the files that the other processes read too: leeway.yaml, as far as it
 * concerns the job, and the monitors.
 */
record JobConfiguration(
    DriftJobSettings settings, FlinkSettings flink, FoundSurroundings surroundings) {

  private static final String PREFIX = "LEEWAY_";
  private static final int MAX_PROFILES = 2_000;

  /** Sections of other parts of Leeway, which this job leaves alone. */
  private static final List<String> OTHERS = List.of("http", "streams", "ingest", "alerting");

  /**
   * @throws ConfigException with everything that is wrong
   */
  static JobConfiguration load(JobArguments arguments, Map<String, String> environment) {
    SettingsReader reader = new SettingsReader(environment);
    Optional<Path> file = arguments.config().or(() -> usualFile(environment));
    Path folder =
        file.map(path -> path.toAbsolutePath().normalize().getParent())
            .orElse(Path.of("").toAbsolutePath());
    Fields fields =
        file.map(path -> reader.fileBelowEnvironment(path, path.toString(), PREFIX))
            .orElseGet(() -> reader.environmentOnly(PREFIX));
    OTHERS.forEach(fields::value);
    fields.value("engine");
    Path dataDir = fields.value("dataDir").path(folder).orElse(folder.resolve("data"));
    Path monitors = fields.value("monitorsDir").path(folder).orElse(folder.resolve("monitors"));
    KafkaSettings kafka = KafkaSettings.read(fields.section("kafka"));
    RegistrySettings registry = RegistrySettings.read(fields.section("registry"));
    Topics topics = topics(fields.section("topics"));
    FlinkSettings flink = FlinkSettings.read(fields.section("flink"), dataDir, topics);
    RecordMappings.read(fields.value("mappings"));
    fields.build(() -> topics);
    List<String> monitorFiles = monitorFiles(monitors, reader);
    reader.problems().throwIfAny();
    return new JobConfiguration(
        settings(flink, clients(kafka, arguments), topics),
        flink,
        new FoundSurroundings(
            arguments.registry().orElseGet(() -> url(registry)),
            registry.properties().revealed(),
            monitorFiles,
            file.map(JobConfiguration::text).orElse("")));
  }

  private static DriftJobSettings settings(
      FlinkSettings flink, Map<String, String> kafka, Topics topics) {
    return new DriftJobSettings(
        flink.applicationId(),
        kafka,
        topics.prefix(),
        topics.partitions(),
        flink.flushInterval(),
        flink.mergeSlots(),
        MAX_PROFILES,
        flink.transactionTimeout());
  }

  private static Optional<Path> usualFile(Map<String, String> environment) {
    String named = environment.getOrDefault("LEEWAY_CONFIG", "");
    if (!named.isEmpty()) return Optional.of(Path.of(named));
    return Optional.of(Path.of("leeway.yaml")).filter(Files::exists);
  }

  private static Map<String, String> clients(KafkaSettings kafka, JobArguments arguments) {
    Map<String, String> clients = new HashMap<>(kafka.properties().revealed());
    clients.put(
        "bootstrap.servers",
        arguments
            .bootstrapServers()
            .or(kafka::bootstrapServers)
            .orElse("127.0.0.1:" + kafka.port()));
    return clients;
  }

  private static URI url(RegistrySettings registry) {
    return registry.url().orElse(URI.create("http://127.0.0.1:" + registry.port()));
  }

  private static Topics topics(Fields fields) {
    Topics usual = Topics.withDefaults();
    String prefix = fields.value("prefix").text().orElse(usual.prefix());
    int partitions = fields.value("partitions").integer(1, 10_000).orElse(usual.partitions());
    return fields.build(() -> new Topics(prefix, partitions)).orElse(usual);
  }

  private static List<String> monitorFiles(Path folder, SettingsReader reader) {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) return List.of();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[!.]*.{yaml,yml}")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException("monitors cannot be listed in " + folder, e);
    }
    Collections.sort(files);
    files.forEach(file -> MonitorFile.read(reader.file(file, file.toString())));
    return files.stream().map(JobConfiguration::text).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
