package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.profile.ReferenceFile;
import dev.leeway.app.profile.ReferenceJson;
import dev.leeway.app.profile.ReferenceText;
import dev.leeway.reference.Reference;
import dev.leeway.wire.Undecodable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway profile show}: what a reference holds. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Shows what a reference holds: origin, columns, their values.")
final class ProfileShow implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The reference.")
  private @Nullable Path file;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Reference reference = read(requireNonNull(file, "file"));
    PrintWriter out = Console.out(spec);
    if (format == OutputFormat.JSON) {
      out.println(ReferenceJson.whole(reference));
    } else {
      ReferenceText.lines(reference).forEach(out::println);
    }
    out.flush();
    return ExitCode.GOOD;
  }

  /**
   * @throws CommandFailure if there is no reference in the file
   */
  static Reference read(Path file) throws IOException {
    try {
      return ReferenceFile.read(file);
    } catch (NoSuchFileException e) {
      throw CommandFailure.badInput(file + ": there is no such file");
    } catch (Undecodable e) {
      throw CommandFailure.badInput(String.valueOf(e.getMessage()));
    }
  }
}
