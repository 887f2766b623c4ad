package dev.leeway.app.config;

import dev.leeway.app.config.TargetSection.Kind;
import dev.leeway.call.Secret;
import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.inboxes.Alertmanager;
import dev.leeway.inboxes.Lines;
import dev.leeway.inboxes.Mail;
import dev.leeway.inboxes.Mlflow;
import dev.leeway.inboxes.Opsgenie;
import dev.leeway.inboxes.PagerDuty;
import dev.leeway.inboxes.Slack;
import dev.leeway.inboxes.Teams;
import dev.leeway.inboxes.Template;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sections of targets where people hear of alerts. */
final class InboxSections {

  static final List<Kind> KINDS =
      List.of(
          new Kind("alertmanager", InboxSections::alertmanager),
          new Kind("slack", InboxSections::slack),
          new Kind("teams", InboxSections::teams),
          new Kind("pagerduty", InboxSections::pagerDuty),
          new Kind("opsgenie", InboxSections::opsgenie),
          new Kind("mail", InboxSections::mail),
          new Kind("mlflow", InboxSections::mlflow),
          new Kind("lines", InboxSections::lines));

  private static final int SUBMISSION = 587;

  private static final Map<String, Mail.Security> SECURITY =
      Map.of(
          "starttls", Mail.Security.STARTTLS, "tls", Mail.Security.TLS, "none", Mail.Security.NONE);

  private InboxSections() {}

  private static Optional<Alertmanager> alertmanager(Fields fields) {
    List<URI> urls =
        fields.required("urls").list().stream().flatMap(value -> value.url().stream()).toList();
    Template template = template(fields);
    return fields.build(() -> new Alertmanager(urls, template));
  }

  private static Optional<Slack> slack(Fields fields) {
    Optional<Secret> url = TargetSection.secret(fields.required("url"));
    Template template = template(fields);
    return fields.build(() -> new Slack(url.orElseThrow(), template));
  }

  private static Optional<Teams> teams(Fields fields) {
    Optional<Secret> url = TargetSection.secret(fields.required("url"));
    Template template = template(fields);
    return fields.build(() -> new Teams(url.orElseThrow(), template));
  }

  private static Optional<PagerDuty> pagerDuty(Fields fields) {
    URI url = fields.value("url").url().orElse(PagerDuty.URL);
    Optional<Secret> key = TargetSection.secret(fields.required("routingKey"));
    Template template = template(fields);
    return fields.build(() -> new PagerDuty(url, key.orElseThrow(), template));
  }

  private static Optional<Opsgenie> opsgenie(Fields fields) {
    URI url = fields.value("url").url().orElse(Opsgenie.URL);
    Optional<Secret> key = TargetSection.secret(fields.required("apiKey"));
    Template template = template(fields);
    return fields.build(() -> new Opsgenie(url, key.orElseThrow(), template));
  }

  private static Optional<Mail> mail(Fields fields) {
    Optional<Mail.Server> server = server(fields);
    Optional<String> from = fields.required("from").text();
    List<String> to = fields.required("to").texts();
    Template template = template(fields);
    return fields.build(() -> new Mail(server.orElseThrow(), from.orElseThrow(), to, template));
  }

  private static Optional<Mail.Server> server(Fields fields) {
    Optional<String> host = fields.required("host").text();
    int port = fields.value("port").integer(1, 65_535).orElse(SUBMISSION);
    Mail.Security security =
        fields.value("security").choice(SECURITY).orElse(Mail.Security.STARTTLS);
    Optional<String> user = fields.value("user").text();
    Value given = fields.value("password");
    Optional<Secret> password = TargetSection.secret(given);
    if (user.isPresent() != given.isGiven()) {
      given.problem("user and password go together");
    }
    Optional<Mail.Login> login =
        user.flatMap(name -> password.map(secret -> new Mail.Login(name, secret)));
    return fields.check(() -> new Mail.Server(host.orElse(""), port, security, login));
  }

  private static Optional<Mlflow> mlflow(Fields fields) {
    Optional<URI> url = fields.required("url").url();
    Optional<Secret> token = TargetSection.secret(fields.value("token"));
    Optional<String> experiment = fields.value("experiment").text();
    return fields.build(() -> new Mlflow(url.orElseThrow(), token, experiment));
  }

  private static Optional<Lines> lines(Fields fields) {
    Optional<Path> file = fields.value("file").path(Path.of(""));
    return fields.build(() -> new Lines(file));
  }

  private static Template template(Fields fields) {
    Value value = fields.value("template");
    return value
        .text()
        .flatMap(text -> value.build(() -> new Template(text)))
        .orElse(Template.SUMMARY);
  }
}
