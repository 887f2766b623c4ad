package dev.leeway.flink;

import java.io.File;
import org.apache.flink.client.deployment.application.ApplicationClusterEntryPoint;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.runtime.entrypoint.ClusterEntrypoint;
import org.apache.flink.runtime.resourcemanager.StandaloneResourceManagerFactory;

/** The job manager of application mode, as Flink's own image starts it for a jar. */
@SuppressWarnings("try") // what Flink's class declares
final class ApplicationCluster extends ApplicationClusterEntryPoint {

  private ApplicationCluster(Configuration configuration, PackagedProgram program) {
    super(configuration, program, StandaloneResourceManagerFactory.getInstance());
  }

  /** Takes the folder of Flink's settings and the jar; the job finds its own settings itself. */
  public static void main(String... given) throws Exception {
    Configuration configuration = GlobalConfiguration.loadConfiguration(given[0]);
    PackagedProgram program =
        PackagedProgram.newBuilder()
            .setJarFile(new File(given[1]))
            .setConfiguration(configuration)
            .build();
    configureExecution(configuration, program);
    ClusterEntrypoint.runClusterEntrypoint(new ApplicationCluster(configuration, program));
  }
}
