package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.profile.QualityYaml;
import dev.leeway.quality.Suggestions;
import dev.leeway.reference.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway profile suggest}: quality constraints that a reference gives reason to. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Suggests quality constraints from a reference.",
      "Writes a monitor file with a section quality, to be read and pruned by a person."
    })
final class ProfileSuggest implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The reference.")
  private @Nullable Path file;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Reference reference = ProfileShow.read(requireNonNull(file, "file"));
    PrintWriter out = Console.out(spec);
    QualityYaml.lines(reference, Suggestions.of(reference.layout(), reference.profile()))
        .forEach(out::println);
    out.flush();
    return ExitCode.GOOD;
  }
}
