package dev.leeway.app.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar. */
public final class JarVersion implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"leeway " + number(), "Java " + Runtime.version()};
  }

  /** For example {@code 0.1.0}; {@code development} where there is no jar. */
  public static String number() {
    String version = JarVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
