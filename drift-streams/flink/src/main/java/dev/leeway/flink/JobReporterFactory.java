package dev.leeway.flink;

import java.util.Properties;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** Of reporters to the parent process. Flink makes it by name. */
public final class JobReporterFactory implements MetricReporterFactory {

  /** For Flink. */
  public JobReporterFactory() {}

  @Override
  public MetricReporter createMetricReporter(Properties properties) {
    return new JobReporter(System.out);
  }
}
