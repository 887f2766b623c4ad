package dev.leeway.config.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Resolves {@code ${env:NAME}} and {@code ${file:/path}} in the settings that may hold a secret.
 * What is resolved is not looked at again: references do not nest.
 */
final class References {

  /** Largest secret file, in bytes. */
  private static final long MAX_FILE_BYTES = 64 * 1024;

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");

  private static final Pattern LINE_END = Pattern.compile("[\\r\\n]+\\z");

  private final Map<String, String> environment;

  References(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Why a reference cannot be resolved; names the reference, never what it stands for. */
  static final class UnresolvedException extends Exception {

    private static final long serialVersionUID = 1L;

    UnresolvedException(String message) {
      super(message);
    }
  }

  static boolean isIn(String text) {
    return text.contains("${");
  }

  /**
   * The text with its references replaced.
   *
   * @throws UnresolvedException if there is none, or one of them leads nowhere
   */
  String resolve(String text) throws UnresolvedException {
    Matcher matcher = REFERENCE.matcher(text);
    StringBuilder resolved = new StringBuilder();
    boolean found = false;
    while (matcher.find()) {
      found = true;
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(value(matcher.group(1))));
    }
    if (!found) {
      throw new UnresolvedException(
          "a secret must not stand in the file: write ${env:NAME} or ${file:/path}");
    }
    return matcher.appendTail(resolved).toString();
  }

  private String value(String reference) throws UnresolvedException {
    if (reference.startsWith("env:")) return fromEnvironment(reference.substring(4));
    if (reference.startsWith("file:")) return fromFile(reference.substring(5));
    throw new UnresolvedException("not a reference: write ${env:NAME} or ${file:/path}");
  }

  private String fromEnvironment(String name) throws UnresolvedException {
    String value = environment.get(name);
    if (value == null) throw new UnresolvedException("${env:" + name + "} is not set");
    if (value.isEmpty()) throw new UnresolvedException("${env:" + name + "} is empty");
    return value;
  }

  private static String fromFile(String name) throws UnresolvedException {
    String reference = "${file:" + name + "}";
    try {
      Path file = Path.of(name);
      if (!file.isAbsolute()) {
        throw new UnresolvedException(reference + " must be an absolute path");
      }
      if (!Files.isRegularFile(file)) {
        throw new UnresolvedException(reference + " is not a file");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new UnresolvedException(reference + " is larger than " + MAX_FILE_BYTES + " bytes");
      }
      // Editors and `echo` end a file with a line break that is no part of the secret.
      String value = LINE_END.matcher(Files.readString(file)).replaceFirst("");
      if (value.isEmpty()) throw new UnresolvedException(reference + " is empty");
      return value;
    } catch (InvalidPathException e) {
      throw new UnresolvedException(reference + " is not a path");
    } catch (CharacterCodingException e) {
      throw new UnresolvedException(reference + " is not UTF-8 text");
    } catch (IOException e) {
      throw new UnresolvedException(reference + " cannot be read");
    }
  }
}
