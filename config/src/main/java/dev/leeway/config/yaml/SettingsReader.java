package dev.leeway.config.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Opens documents for reading by {@link Fields}, and gathers the problems of all of them. */
public final class SettingsReader {

  /** Largest document, in bytes: a thousand times what a large one of ours needs. */
  static final int MAX_BYTES = 1024 * 1024;

  private final Problems problems = new Problems();
  private final SortedSet<String> asked = new TreeSet<>();
  private final Map<String, String> environment;
  private final References references;

  /**
   * @param environment the process's environment variables
   */
  public SettingsReader(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
    references = new References(environment);
  }

  /** What was wrong so far. */
  public Problems problems() {
    return problems;
  }

  /** Every key that was asked for, whether it was there or not; a list's place is {@code []}. */
  public SortedSet<String> asked() {
    return Collections.unmodifiableSortedSet(asked);
  }

  /**
   * A file's top level; without keys if the file cannot be used, which is then a problem.
   *
   * @param shown the file's name in messages
   */
  public Fields file(Path file, String shown) {
    return top(Overrides.NONE, shown, () -> read(file, shown));
  }

  /** The top level of a document that is at hand as text. */
  public Fields text(String text, String shown) {
    return top(Overrides.NONE, shown, () -> YamlReader.read(shown, text, problems));
  }

  /**
   * A file's top level, where an environment variable of the prefix goes before the file: for the
   * prefix {@code LEEWAY_} the variable {@code LEEWAY_HTTP_PORT} sets {@code http.port}.
   */
  public Fields fileBelowEnvironment(Path file, String shown, String prefix) {
    return top(new Overrides(prefix, environment), shown, () -> read(file, shown));
  }

  /** The top level of a document that is not there: environment variables and defaults only. */
  public Fields environmentOnly(String prefix) {
    Overrides overrides = new Overrides(prefix, environment);
    return new Fields(top(overrides, Position.of("no configuration file")), Map.of());
  }

  private Fields top(Overrides overrides, String shown, Supplier<Optional<YamlNode>> document) {
    int before = problems.count();
    Optional<YamlNode> root = document.get();
    Place top = top(overrides, root.map(YamlNode::at).orElseGet(() -> Position.of(shown)));
    if (root.isEmpty() && problems.count() > before) return Fields.unusable(top);
    return new Value(top, root, Optional.empty()).section();
  }

  private Place top(Overrides overrides, Position at) {
    return Place.top(new Place.Scope(problems, asked, references, overrides), at);
  }

  private Optional<YamlNode> read(Path file, String shown) {
    Position whole = Position.of(shown);
    try {
      if (!Files.exists(file)) {
        problems.add(whole, "", "there is no such file");
      } else if (!Files.isRegularFile(file)) {
        problems.add(whole, "", "not a file");
      } else {
        return decode(file, shown).flatMap(text -> YamlReader.read(shown, text, problems));
      }
    } catch (IOException e) {
      problems.add(whole, "", "cannot be read: " + e.getClass().getSimpleName());
    }
    return Optional.empty();
  }

  private Optional<String> decode(Path file, String shown) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    if (bytes.length > MAX_BYTES) {
      problems.add(Position.of(shown), "", "larger than " + MAX_BYTES + " bytes");
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      problems.add(Position.of(shown), "", "not UTF-8 text");
      return Optional.empty();
    }
  }
}
