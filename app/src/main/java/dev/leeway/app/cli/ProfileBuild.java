package dev.leeway.app.cli;

import static java.util.Objects.requireNonNull;

import dev.leeway.app.config.ConfigLoader;
import dev.leeway.app.history.PredictionRows;
import dev.leeway.app.outcomes.ReferenceOutcomes;
import dev.leeway.app.profile.ReferenceFile;
import dev.leeway.app.profile.ReferenceJson;
import dev.leeway.app.profile.ReferenceText;
import dev.leeway.app.profile.TableReference;
import dev.leeway.app.rows.RowFiles;
import dev.leeway.app.rows.RowProgress;
import dev.leeway.app.rows.RowSource;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.reference.Reference;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code leeway profile build}: a reference from a table. */
@Command(
    name = "build",
    description = {
      "Makes a reference profile from the data a model was trained or validated on, from",
      "predictions in a topic, or from windows that were closed.",
      "Columns are features and outputs, named as in predictions."
    })
final class ProfileBuild implements Callable<Integer> {

  @ArgGroup(exclusive = true, multiplicity = "1")
  private @Nullable BuildSource source;

  @Mixin private ColumnOptions columns = new ColumnOptions();

  @Mixin private KindOption kinds = new KindOption();

  @Mixin private ClusterOptions cluster = new ClusterOptions();

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

  @Mixin private LabelOptions labels = new LabelOptions();

  @Mixin private AttributeOptions attributes = new AttributeOptions();

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
  public Integer call() throws IOException, InterruptedException {
    kinds.check();
    Path target = OutputFile.replaced(requireNonNull(output, "output"));
    Built built = build(requireNonNull(source, "source"));
    if (built.reference().profile().rows() == 0) {
      throw CommandFailure.badInput(built.from() + " has no rows");
    }
    ReferenceFile.write(target, built.reference());
    tell(built);
    return ExitCode.GOOD;
  }

  /**
   * @param from where it came from, for messages
   * @param notes what else a careful eye would stop at
   */
  private record Built(
      Reference reference,
      List<String> columns,
      Monitor monitor,
      String from,
      List<String> notes) {}

  private Built build(BuildSource from) throws IOException, InterruptedException {
    Path file = from.data;
    BuildSource.TopicChoice topic = from.topic;
    BuildSource.WindowsChoice windows = from.windows;
    try (ReadingProgress progress = ReadingProgress.onTerminal()) {
      if (file != null) {
        RowSource table = RowFiles.open(file, columns.strict(left()), progress);
        Built built =
            built(table, file.toString(), Map.of("file", String.valueOf(file.getFileName())));
        return labels.measure() ? measured(built, file, progress) : built;
      }
      if (labels.measure()) {
        throw CommandFailure.badInput("predictions have no labels: performance needs --data");
      }
      if (topic != null) return ofTopic(topic, progress);
      return ofWindows(requireNonNull(windows, "windows"), progress);
    }
  }

  /** With how the model did, read from the file once more, its labels included. */
  private Built measured(Built built, Path file, RowProgress progress) throws IOException {
    RowSource rows =
        RowFiles.open(file, columns.strict(new TreeSet<>(columns.excluded())), progress);
    ReferenceOutcomes.Measured measured = labels.read(file, rows, columns);
    return new Built(
        built.reference().withPerformance(measured.performance()),
        built.columns(),
        built.monitor(),
        built.from(),
        measured.notes());
  }

  private Set<String> left() {
    Set<String> left = new TreeSet<>(columns.excluded());
    left.addAll(labels.columns());
    return left;
  }

  private ModelRef model() {
    return BadInput.unlessAllowed(() -> new ModelRef(model, version));
  }

  private TableReference.Origin origin(Map<String, String> from) {
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
    return new TableReference.Origin(model(), now, provenance(from));
  }

  private Built built(RowSource table, String from, Map<String, String> provenance) {
    TableReference.Origin origin = origin(provenance);
    ColumnNames names = new ColumnNames(from, table.columns(), columns.renamed());
    Monitor monitor = names.withKinds(monitor(), kinds);
    Reference reference =
        BadInput.unlessAllowed(() -> TableReference.build(table, names.names(), monitor, origin));
    long undecodable = table instanceof PredictionRows rows ? rows.undecodable() : 0;
    List<String> notes =
        undecodable == 0 ? List.of() : List.of(undecodable + " records were no predictions");
    return new Built(reference, names.names(), monitor, from, notes);
  }

  private Built ofTopic(BuildSource.TopicChoice choice, RowProgress progress)
      throws IOException, InterruptedException {
    return new TopicHistory(cluster, progress)
        .predictions(
            choice,
            model(),
            left(),
            rows ->
                built(
                    rows,
                    rows.span().topic(),
                    Map.of("topic", rows.span().topic(), "offsets", rows.span().offsets())));
  }

  private Built ofWindows(BuildSource.WindowsChoice choice, RowProgress progress)
      throws IOException, InterruptedException {
    if (!left().isEmpty() || !columns.renamed().isEmpty() || kinds.isGiven()) {
      throw CommandFailure.badInput(
          "windows are counted already: --exclude, --label-column, --rename and --kind cannot"
              + " change their columns");
    }
    Reference reference =
        new TopicHistory(cluster, progress).windows(choice.wanted(), origin(Map.of()));
    List<String> columns = reference.layout().columns().stream().map(ColumnLayout::name).toList();
    return new Built(reference, columns, monitor(), "windows", List.of());
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

  private SortedMap<String, String> provenance(Map<String, String> from) {
    SortedMap<String, String> provenance = attributes.with(from);
    provenance.put("tool", "leeway " + JarVersion.number());
    List<String> truths = labels.columns();
    if (!truths.isEmpty()) provenance.put("label", String.join(", ", truths));
    if (!columns.excluded().isEmpty()) {
      provenance.put("excluded", String.join(", ", columns.excluded()));
    }
    return provenance;
  }

  private void tell(Built built) {
    Reference reference = built.reference();
    PrintWriter err = Console.err(spec);
    ReferenceText.notes(reference, built.columns()).forEach(note -> err.println("note: " + note));
    built.notes().forEach(note -> err.println("note: " + note));
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
