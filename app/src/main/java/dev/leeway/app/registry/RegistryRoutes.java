package dev.leeway.app.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leeway.registry.CompatibilityLevel;
import dev.leeway.registry.LedgerEntry.LevelSet;
import dev.leeway.registry.LedgerEntry.Registered;
import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaLedger;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Confluent's REST interface as far as its clients need it: registering, finding, checking and
 * levels, for Avro without references. Nothing can be deleted.
 */
final class RegistryRoutes {

  static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";

  /** Largest request: a schema as text in text, every character of it escaped. */
  private static final int MAX_BODY = 1024 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final KafkaSchemaRegistry registry;
  private final SchemaLedger ledger;

  RegistryRoutes(KafkaSchemaRegistry registry) {
    this.registry = registry;
    this.ledger = registry.ledger();
  }

  void register(RoutesConfig routes) {
    routes.get("/", ctx -> answer(ctx, Map.of()));
    routes.get("/mode", ctx -> answer(ctx, Map.of("mode", "READWRITE")));
    routes.get("/schemas/types", ctx -> answer(ctx, List.of("AVRO")));
    routes.get("/schemas/ids/{id}", this::schema);
    routes.get("/subjects", ctx -> answer(ctx, ledger.subjects()));
    routes.post("/subjects/{subject}", this::lookup);
    routes.get("/subjects/{subject}/versions", this::versions);
    routes.post("/subjects/{subject}/versions", this::registerSchema);
    routes.get("/subjects/{subject}/versions/{version}", this::version);
    routes.post("/compatibility/subjects/{subject}/versions", this::checkAll);
    routes.post("/compatibility/subjects/{subject}/versions/{version}", this::checkOne);
    routes.get("/config", this::globalLevel);
    routes.put("/config", ctx -> setLevel(ctx, LevelSet.ALL));
    routes.get("/config/{subject}", this::subjectLevel);
    routes.put("/config/{subject}", ctx -> setLevel(ctx, subject(ctx)));
    routes.exception(Refusal.class, (e, ctx) -> refuse(ctx, e));
    routes.exception(RegistryException.class, (e, ctx) -> refuse(ctx, Refusal.of(e)));
    routes.exception(
        HttpResponseException.class,
        (e, ctx) -> refuse(ctx, Refusal.plain(e.getStatus(), String.valueOf(e.getMessage()))));
  }

  private void schema(Context ctx) {
    String id = ctx.pathParam("id");
    answer(
        ctx,
        Map.of(
            "schema",
            number(id)
                .flatMap(ledger::byId)
                .orElseThrow(() -> Refusal.schemaNotFound(id + " "))
                .toString()));
  }

  private void lookup(Context ctx) {
    String schema = schemaIn(ctx);
    existing(subject(ctx));
    answer(
        ctx,
        described(
            ledger.lookup(subject(ctx), schema).orElseThrow(() -> Refusal.schemaNotFound(""))));
  }

  private void versions(Context ctx) {
    answer(ctx, existing(subject(ctx)).stream().map(Registered::version).toList());
  }

  private void version(Context ctx) {
    String version = ctx.pathParam("version");
    answer(
        ctx,
        described(
            find(existing(subject(ctx)), version)
                .orElseThrow(() -> Refusal.versionNotFound(version))));
  }

  private void registerSchema(Context ctx) {
    answer(ctx, Map.of("id", registry.register(subject(ctx), schemaIn(ctx)).id()));
  }

  private void checkAll(Context ctx) {
    check(ctx, ledger.versions(subject(ctx)));
  }

  /** A subject that does not exist yet takes anything as its latest version. */
  private void checkOne(Context ctx) {
    String version = ctx.pathParam("version");
    List<Registered> versions = ledger.versions(subject(ctx));
    Optional<Registered> found = find(versions, version);
    if (found.isEmpty() && !isLatest(version)) {
      existing(subject(ctx));
      throw Refusal.versionNotFound(version);
    }
    check(ctx, found.map(List::of).orElse(List.of()));
  }

  private void check(Context ctx, Collection<Registered> versions) {
    List<String> problems = ledger.problems(subject(ctx), schemaIn(ctx), versions);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("is_compatible", problems.isEmpty());
    if ("true".equals(ctx.queryParam("verbose"))) result.put("messages", problems);
    answer(ctx, result);
  }

  private void globalLevel(Context ctx) {
    answer(ctx, Map.of("compatibilityLevel", ledger.level(LevelSet.ALL)));
  }

  private void subjectLevel(Context ctx) {
    String subject = subject(ctx);
    Optional<CompatibilityLevel> level =
        "true".equals(ctx.queryParam("defaultToGlobal"))
            ? Optional.of(ledger.level(subject))
            : ledger.ownLevel(subject);
    answer(
        ctx,
        Map.of("compatibilityLevel", level.orElseThrow(() -> Refusal.noLevelOfItsOwn(subject))));
  }

  private void setLevel(Context ctx, String subject) {
    String wanted = json(ctx).path("compatibility").asText("");
    CompatibilityLevel level;
    try {
      level = CompatibilityLevel.valueOf(wanted.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Refusal.invalidLevel();
    }
    registry.setLevel(subject, level);
    answer(ctx, Map.of("compatibility", level));
  }

  private List<Registered> existing(String subject) {
    List<Registered> versions = ledger.versions(subject);
    if (versions.isEmpty()) throw Refusal.subjectNotFound(subject);
    return versions;
  }

  private static Optional<Registered> find(List<Registered> versions, String version) {
    if (isLatest(version)) {
      return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }
    int wanted =
        number(version)
            .filter(number -> number > 0)
            .orElseThrow(() -> Refusal.invalidVersion(version));
    return versions.stream().filter(each -> each.version() == wanted).findFirst();
  }

  private static boolean isLatest(String version) {
    return version.equals("latest") || version.equals("-1");
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static String subject(Context ctx) {
    return ctx.pathParam("subject");
  }

  private static String schemaIn(Context ctx) {
    JsonNode body = json(ctx);
    String type = body.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) throw Refusal.invalidSchema("schemas of type AVRO only");
    if (!body.path("references").isEmpty()) {
      throw Refusal.invalidSchema("references to other schemas are not supported");
    }
    if (!body.path("schema").isTextual()) throw Refusal.invalidSchema("no schema given");
    return body.path("schema").asText();
  }

  /**
   * The request's body. Only JSON by name is taken: a web page can make a browser send a form or
   * plain text here, but not this.
   */
  private static JsonNode json(Context ctx) {
    String type = String.valueOf(ctx.contentType()).toLowerCase(Locale.ROOT);
    if (!type.matches(
        "application/((vnd\\.schemaregistry(\\.v1)?\\+)?json|octet-stream)( *;.*)?")) {
      throw Refusal.plain(415, "Content-Type must be " + CONTENT_TYPE);
    }
    try {
      byte[] body = ctx.bodyInputStream().readNBytes(MAX_BODY + 1);
      if (body.length > MAX_BODY) throw Refusal.plain(413, "more than " + MAX_BODY + " bytes");
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw Refusal.plain(400, "body is not JSON");
    } catch (IOException e) {
      throw Refusal.plain(400, "body cannot be read");
    }
  }

  private static Map<String, Object> described(Registered version) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("subject", version.subject());
    description.put("version", version.version());
    description.put("id", version.id());
    description.put("schema", version.schema());
    return description;
  }

  private static void refuse(Context ctx, Refusal refusal) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error_code", refusal.code());
    error.put("message", refusal.getMessage());
    ctx.status(refusal.status());
    answer(ctx, error);
  }

  private static void answer(Context ctx, Object body) {
    try {
      ctx.contentType(CONTENT_TYPE).result(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new AssertionError("maps, lists and texts can always be written", e);
    }
  }
}
