package dev.leeway.bench.throughput;

import dev.leeway.bench.stage.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs stages on one site, each once, and measures them from outside. */
final class Stages {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Events that wait for the textbook's job: enough for several of its commits. */
  private static final int AHEAD = 20_000;

  private static final int CHUNK = 1_000;

  private final Site site;
  private final Setting setting;
  private final Jobs jobs;

  Stages(Site site, Setting setting, Jobs jobs) {
    this.site = site;
    this.setting = setting;
    this.jobs = jobs;
  }

  /** Reads the topic for a while. */
  Speed read(Stage stage) throws InterruptedException {
    try (ChildProcess child = jobs.start(site, stage)) {
      Counting count = new PrintedCount(child);
      List<Sample> samples = new ArrayList<>(List.of(start(List.of(child))));
      int together = site.workload().form().eventsPerRecord();
      while (!isOver(samples, setting.reading())) {
        samples.add(sample(count.next() * together, List.of(child)));
      }
      return Speed.of(samples, setting.warmUp());
    }
  }

  /**
   * Runs the drift job over the whole topic and on until all its windows have closed.
   *
   * @param events that are on the topic
   * @throws ThroughputException if a row is missing from its verdicts
   */
  Speed job(long events) throws InterruptedException {
    site.clearResults();
    return job(jobs.application(Stage.JOB), events).speed();
  }

  /** Likewise under a name, beside what the job of that name has told before. */
  JobRun job(String application, long events) throws InterruptedException {
    return follow(application, site.topics().predictions(), events, RowCheck.ofRows(site));
  }

  /**
   * Runs the drift job over the labels and on until verdicts have them all. It goes on from where
   * one of that name ended.
   *
   * @param labels that are on their topic
   * @throws ThroughputException if a label is missing from its verdicts
   */
  JobRun labels(String application, long labels) throws InterruptedException {
    return follow(application, site.topics().labels(), labels, RowCheck.ofLabels(site));
  }

  private JobRun follow(String application, String topic, long events, RowCheck check)
      throws InterruptedException {
    boolean packed = topic.equals(site.topics().predictions());
    int together = packed ? site.workload().form().eventsPerRecord() : 1;
    List<ChildProcess> children = jobs.startDriftJob(site, application);
    try {
      CommittedCount count =
          new CommittedCount(site.admin(), application, topic, children, PATIENCE);
      List<Sample> samples = new ArrayList<>(List.of(start(children)));
      long atWork = 0;
      while (samples.get(samples.size() - 1).events() < events) {
        samples.add(sample(count.next() * together, children));
        if (atWork == 0 && count.isOf(site.topics().partitions())) atWork = System.nanoTime();
      }
      check.await(events);
      double seconds = (atWork - samples.get(0).wallNanos()) / 1e9;
      return new JobRun(Speed.of(samples, setting.jobWarmUp()), seconds);
    } finally {
      children.forEach(ChildProcess::close);
    }
  }

  /**
   * Runs the textbook's job for a while. It is fed as it goes: on a full topic it would explode
   * events long before it adds them up.
   *
   * @param start event time of the first event
   */
  Speed textbook(Instant start) throws InterruptedException {
    site.clearPredictions();
    try (Filling filling = site.fillingOneByOne();
        ChildProcess child = jobs.start(site, Stage.TEXTBOOK)) {
      Counting count = new PrintedCount(child);
      List<Sample> samples = new ArrayList<>(List.of(start(List.of(child))));
      long added = 0;
      while (!isOver(samples, setting.textbook())) {
        while (filling.sent() < added + AHEAD) {
          filling.more(start, CHUNK);
        }
        added = count.next();
        samples.add(sample(added, List.of(child)));
      }
      return Speed.of(samples, setting.warmUp());
    }
  }

  /** Bytes of heap that one more open pane takes. */
  long bytesPerOpenPane() {
    try (ChildProcess child = jobs.start(site, Stage.PANES)) {
      String line = child.readLine();
      if (line == null) throw child.ended();
      return Long.parseLong(line);
    } catch (IOException e) {
      throw new ThroughputException("a measured process cannot be heard", e);
    }
  }

  /** Whether so much time has passed since the first events were read. */
  private static boolean isOver(List<Sample> samples, Duration time) {
    if (samples.size() < 3) return false;
    long last = samples.get(samples.size() - 1).wallNanos();
    return last - samples.get(1).wallNanos() >= time.toNanos();
  }

  private static Sample start(List<ChildProcess> children) {
    return new Sample(0, cpu(children), System.nanoTime());
  }

  private static Sample sample(long events, List<ChildProcess> children) {
    return new Sample(events, cpu(children), System.nanoTime());
  }

  private static CpuTime cpu(List<ChildProcess> children) {
    return children.stream().map(ChildProcess::cpu).reduce(CpuTime.NONE, CpuTime::plus);
  }
}
