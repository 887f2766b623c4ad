package dev.leeway.app.config;

import dev.leeway.call.AddressRules;
import dev.leeway.call.Secret;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.delivery.Recipient;
import dev.leeway.delivery.Target;
import dev.leeway.delivery.Webhook;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code alerting.targets[]}: a name, how it may be called, and one section that says what it is.
 */
final class TargetSection {

  /** Networks that a target with {@code allowPrivate} may be in. */
  private static final AddressRules PRIVATE =
      AddressRules.allowing(
          "127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

  private static final int MOST_PER_MINUTE = 10_000;

  /** A section that says what a target is. */
  record Kind(String key, Function<Fields, Optional<? extends Recipient>> reader) {}

  private static final List<Kind> KINDS =
      Stream.of(
              List.of(new Kind("webhook", TargetSection::webhook)),
              InboxSections.KINDS,
              PipelineSections.KINDS)
          .flatMap(List::stream)
          .toList();

  private TargetSection() {}

  static Optional<Target> read(Fields fields) {
    Value named = fields.required("name");
    Optional<String> name = named.text();
    boolean allowPrivate = fields.value("allowPrivate").flag().orElse(false);
    Optional<Integer> perMinute = fields.value("perMinute").integer(1, MOST_PER_MINUTE);
    Optional<? extends Recipient> recipient = recipient(fields, named);
    return fields.build(
        () -> {
          Target usual = Target.of(name.orElseThrow(), recipient.orElseThrow());
          return new Target(
              usual.name(),
              usual.recipient(),
              usual.retry(),
              perMinute.map(usual.pace()::perMinute).orElse(usual.pace()),
              allowPrivate ? PRIVATE : AddressRules.PUBLIC);
        });
  }

  private static Optional<? extends Recipient> recipient(Fields fields, Value name) {
    List<Kind> given = KINDS.stream().filter(kind -> fields.value(kind.key()).isGiven()).toList();
    if (given.size() == 1) {
      return given.get(0).reader().apply(fields.section(given.get(0).key()));
    }
    String keys = KINDS.stream().map(Kind::key).collect(Collectors.joining(", "));
    // Without a name it may be no section at all, which has been told.
    if (name.isGiven()) name.problem("needs one section of: " + keys);
    return Optional.empty();
  }

  private static Optional<Webhook> webhook(Fields fields) {
    Optional<URI> url = fields.required("url").url();
    List<Secret> secrets =
        fields.required("secrets").list().stream()
            .flatMap(value -> secret(value).stream())
            .toList();
    return fields.build(() -> new Webhook(url.orElseThrow(), secrets));
  }

  static Optional<Secret> secret(Value value) {
    return value.secret().map(given -> new Secret(given.revealed()));
  }
}
