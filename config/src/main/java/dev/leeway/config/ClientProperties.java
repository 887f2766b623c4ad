package dev.leeway.config;

import static java.util.Collections.unmodifiableSortedMap;

import dev.leeway.config.yaml.Secret;
import dev.leeway.config.yaml.Value;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings that go to a client library as they are. Those that hold a secret come from a reference
 * and are not shown by {@link #toString}.
 */
public record ClientProperties(SortedMap<String, String> plain, SortedMap<String, Secret> secret) {

  /** None. */
  public static final ClientProperties NONE =
      new ClientProperties(new TreeMap<>(), new TreeMap<>());

  /** What Kafka's, the registry's and the login modules' documentation call a password or key. */
  private static final Pattern SECRET_NAMES =
      Pattern.compile(
          "(?i).*(password|secret|token|sasl\\.jaas\\.config|keystore\\.key|user\\.info)$");

  public ClientProperties {
    plain = unmodifiableSortedMap(new TreeMap<>(plain));
    secret = unmodifiableSortedMap(new TreeMap<>(secret));
  }

  /** All of them, secrets readable: for the client only. */
  public Map<String, String> revealed() {
    Map<String, String> all = new TreeMap<>(plain);
    secret.forEach((name, value) -> all.put(name, value.revealed()));
    return all;
  }

  /**
   * @param ours names that other settings decide
   */
  public static ClientProperties read(Value value, Set<String> ours) {
    SortedMap<String, String> plain = new TreeMap<>();
    SortedMap<String, Secret> secret = new TreeMap<>();
    value
        .named()
        .forEach(
            (name, given) -> {
              if (ours.contains(name)) {
                given.problem("is set by Leeway itself and cannot be changed");
              } else if (given.isReference() || SECRET_NAMES.matcher(name).matches()) {
                given.secret().ifPresent(resolved -> secret.put(name, resolved));
              } else {
                given.verbatim().ifPresent(text -> plain.put(name, text));
              }
            });
    return new ClientProperties(plain, secret);
  }
}
