package dev.leeway.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code leeway compare}: one table with another, without Kafka. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares data with a reference and says which columns drifted; needs nothing running.",
      "By the same measures and rule as windows of a stream."
    })
final class CompareCommand implements Callable<Integer> {

  @Mixin private final ComparedTables tables = new ComparedTables();

  @Mixin private final ComparisonOutput output = new ComparisonOutput();

  @Override
  public Integer call() throws IOException {
    tables.read().tell(output.report());
    return ExitCode.GOOD;
  }
}
