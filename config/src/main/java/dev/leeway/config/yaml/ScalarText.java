package dev.leeway.config.yaml;

import dev.leeway.config.yaml.YamlNode.Scalar;
import dev.leeway.config.yaml.YamlNode.ScalarType;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One value as written, read as one type or another; what does not fit is noted at its place. */
record ScalarText(Place place, Scalar scalar) {

  Optional<String> text() {
    if (References.isIn(scalar.text())) {
      return none(
          "references like ${env:NAME} are for secrets only; an environment variable of"
              + " Leeway's own can set this key");
    }
    if (scalar.type() == ScalarType.TEXT || scalar.type() == ScalarType.ANY) {
      return scalar.text().isBlank() ? none("is blank") : Optional.of(scalar.text());
    }
    return none(
        "expected text, found "
            + scalar.kind()
            + ": write it in quotes, \""
            + scalar.text()
            + "\"");
  }

  Optional<Long> integer(long least, long most) {
    if (!is(ScalarType.INTEGER)) return unexpected("a whole number");
    try {
      long value = Long.parseLong(scalar.text());
      if (value >= least && value <= most) return Optional.of(value);
    } catch (NumberFormatException e) {
      if (!scalar.text().matches("[-+]?[0-9]+")) return unexpected("a whole number");
    }
    return none("must be from " + least + " to " + most + ", not " + scalar.text());
  }

  Optional<Double> number() {
    if (!is(ScalarType.INTEGER) && !is(ScalarType.DECIMAL)) return unexpected("a number");
    try {
      double value = Double.parseDouble(scalar.text());
      if (Double.isFinite(value)) return Optional.of(value);
    } catch (NumberFormatException e) {
      // YAML has forms that Java has not, such as .inf and 0x1F; none of them is wanted here.
    }
    return unexpected("a finite number");
  }

  Optional<Boolean> flag() {
    if (is(ScalarType.FLAG) && scalar.text().equalsIgnoreCase("true")) return Optional.of(true);
    if (is(ScalarType.FLAG) && scalar.text().equalsIgnoreCase("false")) return Optional.of(false);
    return unexpected("true or false");
  }

  Optional<Duration> duration() {
    Optional<Duration> duration = DurationText.parse(scalar.text());
    return duration.isPresent() ? duration : unexpected(DurationText.FORM);
  }

  Optional<Path> path(Path folder) {
    Optional<String> text = text();
    if (text.isEmpty()) return Optional.empty();
    if (text.get().startsWith("~")) return none("~ is not expanded: write the folder out");
    try {
      // Who sets a variable means the folder they are in, not that of a file they may not know.
      Path below = scalar.type() == ScalarType.ANY ? Path.of("").toAbsolutePath() : folder;
      return Optional.of(below.resolve(text.get()).normalize());
    } catch (InvalidPathException e) {
      return none("not a path");
    }
  }

  Optional<URI> url() {
    Optional<String> text = text();
    if (text.isEmpty()) return Optional.empty();
    try {
      URI uri = new URI(text.get());
      String scheme = String.valueOf(uri.getScheme());
      if (!scheme.equals("http") && !scheme.equals("https")) {
        return none("must start with http:// or https://");
      }
      if (uri.getHost() == null) return none("has no host");
      if (uri.getRawUserInfo() != null) return none("must not hold a user or password");
      if (uri.getRawFragment() != null) return none("must not have a fragment");
      return Optional.of(uri);
    } catch (URISyntaxException e) {
      return none("not an address such as https://example.org/path");
    }
  }

  Optional<Secret> secret() {
    try {
      return Optional.of(new Secret(place.scope().references().resolve(scalar.text())));
    } catch (References.UnresolvedException e) {
      return none(String.valueOf(e.getMessage()));
    }
  }

  private boolean is(ScalarType type) {
    return scalar.type() == type || scalar.type() == ScalarType.ANY;
  }

  private <T> Optional<T> unexpected(String expected) {
    String found = References.isIn(scalar.text()) ? "a reference" : "\"" + scalar.text() + "\"";
    // Kubernetes sets such variables in every pod for a service whose name gives the same letters.
    boolean serviceLink = scalar.type() == ScalarType.ANY && scalar.text().startsWith("tcp://");
    return none(
        "expected "
            + expected
            + ", found "
            + found
            + (serviceLink ? ", set by Kubernetes: use enableServiceLinks: false" : ""));
  }

  private <T> Optional<T> none(String message) {
    place.problem(message);
    return Optional.empty();
  }
}
