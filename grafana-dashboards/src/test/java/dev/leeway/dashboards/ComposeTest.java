package dev.leeway.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docker-compose.yml, the Dockerfile and what they mount fit together. */
class ComposeTest {

  private static final Pattern PINNED = Pattern.compile("[a-z0-9./-]+:v?\\d+\\.\\d+[\\w.-]*");
  private static final Pattern IMAGE_ARGUMENT = Pattern.compile("(?m)^ARG (\\w+_IMAGE)=(\\S+)$");
  private static final Pattern ENTRYPOINT =
      Pattern.compile("(?m)^ENTRYPOINT .*\"(dev\\.leeway\\.[\\w.]+)\"]$");
  private static final Pattern FROM = Pattern.compile("(?m)^FROM (\\S+)");

  private final JsonNode compose = Repository.yaml("docker-compose.yml");

  @Test
  void leeway_isBuiltHereAndServesTheRegistryToo() {
    assertThat(services()).containsOnlyKeys("kafka", "leeway", "prometheus", "grafana");
    assertThat(Repository.path("Dockerfile")).isRegularFile();
    assertThat(services().get("leeway").at("/build/context").asText()).isEqualTo(".");
    assertThat(services().get("leeway").at("/networks/default/aliases").toString())
        .isEqualTo("[\"registry\"]");
  }

  @Test
  void images_arePinned() {
    services()
        .forEach(
            (name, service) -> assertThat(service.path("image").asText()).as(name).matches(PINNED));
    String dockerfile = Repository.text("Dockerfile");
    Map<String, String> arguments = new HashMap<>();
    Matcher argument = IMAGE_ARGUMENT.matcher(dockerfile);
    while (argument.find()) {
      arguments.put("${" + argument.group(1) + "}", argument.group(2));
    }
    assertThat(arguments.values()).hasSize(2).allSatisfy(i -> assertThat(i).matches(PINNED_BASE));
    Matcher from = FROM.matcher(dockerfile);
    while (from.find()) {
      assertThat(arguments).containsKey(from.group(1));
    }
  }

  /** Base images are pinned to a release line of Java, and get its security updates. */
  private static final Pattern PINNED_BASE = Pattern.compile("[a-z0-9./-]+:[\\w.-]*17[\\w.-]*");

  @Test
  void image_startsAClassThatExists() {
    Matcher start = ENTRYPOINT.matcher(Repository.text("Dockerfile"));
    assertThat(start.find()).isTrue();
    String source = start.group(1).replace('.', '/') + ".java";
    assertThat(Repository.path("app/src/main/java").resolve(source)).isRegularFile();
  }

  /** Where the process looks for it, and apart from its own libraries. */
  @Test
  void image_carriesTheProgramForFlink() {
    assertThat(Repository.text("Dockerfile"))
        .contains("-pl app,drift-streams/flink -am")
        .contains("drift-streams/flink/target/lib drift-streams/flink/target/leeway-flink.jar")
        .contains("COPY --from=build /out/lib /opt/leeway/lib")
        .contains("COPY --from=build /out/flink /opt/leeway/flink");
  }

  @Test
  void ports_areOpenOnThisMachineOnly() {
    List<String> ports = new ArrayList<>();
    services().values().forEach(s -> s.path("ports").forEach(port -> ports.add(port.asText())));
    assertThat(ports).hasSizeGreaterThan(4).doesNotHaveDuplicates();
    assertThat(ports).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
  }

  @Test
  void volumes_areFilesOfTheRepositoryOrDeclared() {
    Set<String> declared = new HashSet<>();
    compose.path("volumes").fieldNames().forEachRemaining(declared::add);
    Set<String> used = new HashSet<>();
    for (Mount mount : mounts()) {
      if (mount.source().startsWith("./")) {
        assertThat(Repository.path(mount.source())).exists();
        assertThat(mount.readOnly()).as(mount.source()).isTrue();
      } else {
        used.add(mount.source());
      }
    }
    assertThat(used).isEqualTo(declared);
  }

  @Test
  void everyServiceButLeeway_hasAHealthCheckAndLeewayHasOneInItsImage() {
    services()
        .forEach(
            (name, service) ->
                assertThat(service.has("healthcheck")).as(name).isEqualTo(!name.equals("leeway")));
    assertThat(Repository.text("Dockerfile")).contains("\nHEALTHCHECK ").contains("\nUSER 65532");
  }

  @Test
  void dependencies_areServicesThatTheOthersWaitFor() {
    services()
        .forEach(
            (name, service) ->
                service
                    .path("depends_on")
                    .properties()
                    .forEach(
                        on -> {
                          assertThat(services()).as(name).containsKey(on.getKey());
                          assertThat(on.getValue().path("condition").asText())
                              .isEqualTo("service_healthy");
                        }));
  }

  @Test
  void prometheus_scrapesLeewayAndGrafanaAsksPrometheus() {
    JsonNode jobs =
        Repository.yaml("grafana-dashboards/prometheus/prometheus.yml").path("scrape_configs");
    assertThat(jobs.get(0).path("job_name").asText()).isEqualTo("leeway");
    assertThat(jobs.get(0).at("/static_configs/0/targets/0").asText()).isEqualTo("leeway:8080");
    JsonNode source =
        Repository.yaml("grafana-dashboards/provisioning/datasources/prometheus.yml")
            .at("/datasources/0");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(source.path("type").asText()).isEqualTo("prometheus");
  }

  @Test
  void grafana_findsTheDashboardsWhereTheyAreMounted() {
    JsonNode provider =
        Repository.yaml("grafana-dashboards/provisioning/dashboards/leeway.yml").at("/providers/0");
    String folder = provider.at("/options/path").asText();
    assertThat(mounts()).extracting(Mount::target).contains(folder);
    String home =
        services()
            .get("grafana")
            .at("/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
            .asText();
    assertThat(home).startsWith(folder + "/");
    assertThat(
            Files.exists(
                Repository.path("grafana-dashboards/dashboards")
                    .resolve(Path.of(home).getFileName())))
        .isTrue();
  }

  private record Mount(String source, String target, boolean readOnly) {}

  private List<Mount> mounts() {
    List<Mount> mounts = new ArrayList<>();
    for (JsonNode service : services().values()) {
      for (JsonNode volume : service.path("volumes")) {
        String[] parts = volume.asText().split(":");
        mounts.add(new Mount(parts[0], parts[1], parts.length > 2 && parts[2].equals("ro")));
      }
    }
    return mounts;
  }

  private Map<String, JsonNode> services() {
    Map<String, JsonNode> services = new HashMap<>();
    compose.path("services").properties().forEach(s -> services.put(s.getKey(), s.getValue()));
    return services;
  }
}
