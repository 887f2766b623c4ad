package dev.leeway.app.process;

import dev.leeway.app.api.LiveView;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.app.config.StreamsSettings;
import dev.leeway.streams.DriftJob;
import dev.leeway.streams.LiveWindows;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** The drift job on Kafka Streams, in this process. */
final class StreamsEngine implements DriftEngine, LiveView {

  /** Beyond one commit interval: a commit itself, and a rebalance that is short. */
  private static final Duration LIVE_PATIENCE = Duration.ofSeconds(3);

  private final StreamsSettings settings;
  private final int partitions;
  private final DriftJob job;

  /**
   * @param instance name of this process, the same after a restart
   */
  StreamsEngine(DriftJob.Parts parts, ProcessConfig config, String instance) {
    settings = config.streams();
    partitions = config.topics().partitions();
    job =
        new DriftJob(
            parts,
            new DriftJob.Run(
                settings.applicationId(),
                instance,
                settings.stateDir().toString(),
                settings.commitInterval(),
                settings.threads(),
                config.kafka().replicationFactor(),
                settings.standbys(),
                settings.instanceUrl().map(StreamsEngine::address)));
  }

  @Override
  public void start() {
    job.start();
  }

  @Override
  public String trouble() {
    if (!job.isRunning()) return "state " + job.state();
    return job.isFlooded() ? FLOODED : "";
  }

  @Override
  public Optional<LiveView> live() {
    return Optional.of(this);
  }

  @Override
  public Optional<Known> here(String model, Optional<String> version, String segment)
      throws InterruptedException {
    return job.live()
        .ask(
            new LiveWindows.Question(model, version, segment),
            settings.commitInterval().plus(LIVE_PATIENCE))
        .map(answer -> new Known(answer.soFar(), answer.asOf()));
  }

  @Override
  public int partitions() {
    return partitions;
  }

  /** All instances are reached by the same scheme. */
  @Override
  public List<URI> others() {
    String scheme = settings.instanceUrl().map(URI::getScheme).orElse("http");
    return job.others().stream()
        .map(other -> URI.create(scheme + "://" + other.host() + ":" + other.port()))
        .toList();
  }

  @Override
  public void close() {
    job.close();
  }

  private static HostInfo address(URI url) {
    int usual = "https".equals(url.getScheme()) ? 443 : 80;
    return new HostInfo(url.getHost(), url.getPort() < 0 ? usual : url.getPort());
  }
}
