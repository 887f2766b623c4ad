package dev.leeway.app.process;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the program for Flink lies: a folder with {@code leeway-flink.jar} and {@code lib}. */
public final class FlinkHome {

  private static final String PROGRAM = "leeway-flink.jar";
  private static final String MAIN = "dev.leeway.flink.LocalCluster";

  /** The collector that works beside the job costs it a tenth of its time and more. */
  private static final List<String> JVM =
      List.of("-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError");

  private FlinkHome() {}

  /**
   * What starts the drift job on a cluster of its own, before the arguments of the job.
   *
   * @param temporary a folder for what Flink unpacks
   * @throws IOException if the program is not where it should be
   */
  public static List<String> command(Path temporary) throws IOException {
    Path home = find(System.getenv());
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(
        List.of(
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            home.resolve(PROGRAM) + File.pathSeparator + home.resolve("lib/*"),
            MAIN));
    return command;
  }

  /**
   * The folder that LEEWAY_FLINK_HOME names; else {@code flink} beside the folder of our own
   * libraries, as in an installation; else where a source tree builds it.
   *
   * @throws IOException if it is in none of them
   */
  static Path find(Map<String, String> environment) throws IOException {
    String named = environment.getOrDefault("LEEWAY_FLINK_HOME", "");
    List<Path> places = named.isEmpty() ? usual() : List.of(Path.of(named));
    for (Path place : places) {
      if (Files.isRegularFile(place.resolve(PROGRAM))) return place;
    }
    throw new IOException(
        "no "
            + PROGRAM
            + " in "
            + String.join(" or ", places.stream().map(Path::toString).toList())
            + "; name its folder in LEEWAY_FLINK_HOME");
  }

  private static List<Path> usual() throws IOException {
    Path own = own();
    Path above = own.resolve("..").normalize();
    return List.of(
        above.resolve("flink"),
        above.resolve(Path.of("..", "drift-streams", "flink", "target")).normalize());
  }

  /** The folder of the jar or the classes that this is in. */
  private static Path own() throws IOException {
    try {
      File own =
          new File(FlinkHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return own.toPath().resolveSibling("").toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IOException("our own folder cannot be found", e);
    }
  }
}
