package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.profile.ReferenceFile;
import dev.leeway.app.profile.ReferenceJson;
import dev.leeway.app.profile.ReferenceText;
import dev.leeway.app.profile.TableReference;
import dev.leeway.app.rows.RowFiles;
import dev.leeway.app.rows.RowOptions;
import dev.leeway.app.rows.RowSource;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnKind;
import dev.leeway.reference.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway profile build}: a reference from a table. */
@Command(
    name = "build",
    description = {
      "Makes a reference profile from the data a model was trained or validated on.",
      "Columns are features and outputs, named as in predictions."
    })
final class ProfileBuild implements Callable<Integer> {

  /** Provenance that the command itself writes. */
  private static final Set<String> OURS =
      Set.of("bytes", "excluded", "file", "label", "rows", "sha256", "tool");

  @Option(
      names = "--data",
      required = true,
      paramLabel = "FILE",
      description = "The data: " + RowFiles.ENDINGS + ".")
  private @Nullable Path data;

  @Option(names = "--model", required = true, paramLabel = "NAME", description = "The model.")
  private String model = "";

  @Option(
      names = "--version",
      required = true,
      paramLabel = "VERSION",
      description = "The version of the model.")
  private String version = "";

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "Where to write the reference.")
  private @Nullable Path output;

  @Option(
      names = "--monitor",
      paramLabel = "FILE",
      description = "The model's monitor file, for kinds of columns and caps.")
  private @Nullable Path monitorFile;

  @Option(
      names = "--exclude",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns to leave out, with commas.")
  private List<String> excluded = new ArrayList<>();

  @Option(
      names = "--label-column",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns that hold the truth; predictions do not, so they are left out.")
  private List<String> labels = new ArrayList<>();

  @Option(
      names = "--kind",
      paramLabel = "COLUMN=KIND",
      description = "The kind of a column where the data do not tell: ${COMPLETION-CANDIDATES}.")
  private Map<String, ColumnKind> kinds = new LinkedHashMap<>();

  @Option(
      names = "--rename",
      paramLabel = "COLUMN=NAME",
      description = "What a column is called in predictions.")
  private Map<String, String> renamed = new LinkedHashMap<>();

  @Option(
      names = "--missing",
      split = ",",
      paramLabel = "WORD",
      description =
          "What stands for a missing value in CSV besides nothing. Default: ${DEFAULT-VALUE}.",
      defaultValue = "NA,N/A,NaN,nan,null,NULL,None")
  private List<String> missing = RowOptions.USUAL_MISSING;

  @Option(
      names = "--attribute",
      paramLabel = "KEY=VALUE",
      description = "What else to remember of its origin, for example commit=1a2b3c.")
  private Map<String, String> attributes = new LinkedHashMap<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  // The usual help options would bring a --version of their own. Only picocli reads the field.
  @SuppressWarnings("UnusedVariable")
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  private boolean help;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Built built = build(requireNonNull(data, "data"));
    ReferenceFile.write(requireNonNull(output, "output"), built.reference());
    tell(built);
    return ExitCode.GOOD;
  }

  private record Built(Reference reference, List<String> columns, Monitor monitor) {}

  private Built build(Path file) {
    ModelRef of = BadInput.unlessAllowed(() -> new ModelRef(model, version));
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    TableReference.Origin origin = new TableReference.Origin(of, now, provenance(file));
    Set<String> left = new TreeSet<>(excluded);
    left.addAll(labels);
    try (ReadingProgress progress = ReadingProgress.onTerminal()) {
      RowSource table = RowFiles.open(file, new RowOptions(left, missing), progress);
      ColumnNames names = new ColumnNames(file, table.columns(), renamed);
      Monitor monitor = names.withKinds(monitor(), kinds);
      Reference reference =
          BadInput.unlessAllowed(() -> TableReference.build(table, names.names(), monitor, origin));
      if (reference.profile().rows() == 0) {
        throw CommandFailure.badInput(file + " has no rows");
      }
      return new Built(reference, names.names(), monitor);
    }
  }

  private Monitor monitor() {
    Path file = monitorFile;
    if (file == null) return Monitor.withDefaults(model);
    Monitor monitor = ConfigLoader.ofThisProcess().loadMonitor(file);
    if (!monitor.model().equals(model)) {
      throw CommandFailure.badInput(file + " is the monitor of " + monitor.model());
    }
    return monitor;
  }

  private SortedMap<String, String> provenance(Path file) {
    SortedMap<String, String> provenance = new TreeMap<>(attributes);
    provenance.keySet().stream()
        .filter(OURS::contains)
        .findFirst()
        .ifPresent(
            key -> {
              throw CommandFailure.badInput("--attribute " + key + " is written by Leeway itself");
            });
    provenance.put("file", String.valueOf(file.getFileName()));
    provenance.put("tool", "leeway " + JarVersion.number());
    if (!labels.isEmpty()) provenance.put("label", String.join(", ", labels));
    if (!excluded.isEmpty()) provenance.put("excluded", String.join(", ", excluded));
    return provenance;
  }

  private void tell(Built built) {
    Reference reference = built.reference();
    PrintWriter err = Console.err(spec);
    ReferenceText.notes(reference, built.columns()).forEach(note -> err.println("note: " + note));
    long rows = reference.profile().rows();
    if (rows < built.monitor().decision().minRows()) {
      err.println("note: " + rows + " rows are few to compare with");
    }
    err.flush();
    PrintWriter out = Console.out(spec);
    if (format == OutputFormat.JSON) {
      out.println(ReferenceJson.head(reference).put("file", String.valueOf(output)));
    } else {
      out.println("wrote " + output + ": " + ReferenceText.line(reference));
    }
    out.flush();
  }
}
