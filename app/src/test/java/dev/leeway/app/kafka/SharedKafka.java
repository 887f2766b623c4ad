package dev.leeway.app.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One broker for all tests of the run that ask for it, as a parameter of type {@link
 * EmbeddedKafka}: {@code @ExtendWith(SharedKafka.class)}. It starts with the first and ends with
 * the last test; each test uses topic names of its own, for example {@code new Topics("my-test",
 * 2)}.
 */
public final class SharedKafka implements ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(SharedKafka.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    return parameter.getParameter().getType() == EmbeddedKafka.class;
  }

  @Override
  public EmbeddedKafka resolveParameter(ParameterContext parameter, ExtensionContext test) {
    return of(test);
  }

  /** The broker of the run that the test belongs to. */
  static EmbeddedKafka of(ExtensionContext test) {
    return test.getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Running.class, key -> Running.start(), Running.class)
        .kafka();
  }

  private record Running(EmbeddedKafka kafka, Path directory) implements AutoCloseable {

    static Running start() {
      try {
        Path directory = Files.createTempDirectory("leeway-shared-kafka");
        return new Running(EmbeddedKafka.start(directory, 0), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      kafka.close();
      List<Path> files;
      try (Stream<Path> found = Files.walk(directory)) {
        files = found.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path file : files) Files.delete(file);
    }
  }
}
