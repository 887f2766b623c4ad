package dev.leeway.confluent;

import static dev.leeway.registry.RegistryException.Kind.INCOMPATIBLE;
import static dev.leeway.registry.RegistryException.Kind.INVALID;
import static dev.leeway.registry.RegistryException.Kind.UNAVAILABLE;
import static dev.leeway.registry.RegistryException.Kind.UNKNOWN_ID;

import dev.leeway.registry.RegistryException;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.registry.SchemaText;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.ParsedSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.SchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchema;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.SchemaRegistryClientConfig;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.RestService;
import org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;

/**
 * A schema registry reached by Confluent's own client, so that every registry that speaks its
 * protocol will do. What was asked once is kept for the life of the process, so a registry that is
 * away stops only schemas that are new here. This is the only class that names the client.
 */
public final class ConfluentSchemaRegistry implements SchemaRegistry, AutoCloseable {

  /** The client's own default of a minute would hold up a whole task for one schema. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS, 3_000,
          SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS, 10_000,
          // A flood of records with an id that is none must not become a flood of requests.
          SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG, 10L,
          SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG, 10_000);

  /** The client refuses to know more schemas of one subject; no process meets as many. */
  private static final int CAPACITY = 10_000;

  /** Confluent's code for "no schema of this id", which tells it from any other 404. */
  private static final int SCHEMA_NOT_FOUND = 40403;

  private final CachedSchemaRegistryClient client;
  private final Map<Integer, Schema> byId = new ConcurrentHashMap<>();
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

  /**
   * Connects to nothing yet.
   *
   * @param urls of one registry; the next is tried when one does not answer
   * @param settings by the client's names, for example {@code basic.auth.credentials.source} and
   *     {@code basic.auth.user.info}, or {@code schema.registry.ssl.truststore.location}
   * @throws IllegalArgumentException if a setting is not what the client takes
   */
  public ConfluentSchemaRegistry(List<URI> urls, Map<String, String> settings) {
    if (urls.isEmpty()) throw new IllegalArgumentException("no URL of a schema registry");
    Map<String, Object> all = new HashMap<>(DEFAULTS);
    settings.forEach((name, text) -> all.put(name, typed(name, text)));
    RestService rest = new RestService(urls.stream().map(URI::toString).toList());
    rest.setHttpConnectTimeoutMs(SchemaRegistryClientConfig.getHttpConnectTimeoutMs(all));
    rest.setHttpReadTimeoutMs(SchemaRegistryClientConfig.getHttpReadTimeoutMs(all));
    client =
        new CachedSchemaRegistryClient(
            rest,
            CAPACITY,
            List.of(new AvroSchemaProvider(), new NotAvro("JSON"), new NotAvro("PROTOBUF")),
            all,
            Map.of());
  }

  @Override
  public int register(String subject, Schema schema) {
    Registration registration = new Registration(subject, schema);
    Integer known = ids.get(registration);
    if (known != null) return known;
    try {
      int id = client.register(subject, new AvroSchema(schema.toString()));
      ids.put(registration, id);
      return id;
    } catch (RestClientException e) {
      throw refused(e);
    } catch (IOException e) {
      throw away(e);
    }
  }

  @Override
  public Schema byId(int id) {
    Schema known = byId.get(id);
    if (known != null) return known;
    try {
      Schema schema = SchemaText.parse(client.getSchemaById(id).rawSchema().toString());
      byId.put(id, schema);
      return schema;
    } catch (RestClientException e) {
      throw refused(e);
    } catch (IOException e) {
      throw away(e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw away(e);
    }
  }

  /** The client takes some settings as numbers only, and falls over texts. */
  private static Object typed(String name, String text) {
    try {
      return switch (name) {
        case SchemaRegistryClientConfig.HTTP_CONNECT_TIMEOUT_MS,
            SchemaRegistryClientConfig.HTTP_READ_TIMEOUT_MS,
            SchemaRegistryClientConfig.MISSING_CACHE_SIZE_CONFIG,
            SchemaRegistryClientConfig.PROXY_PORT ->
            Integer.valueOf(text);
        case SchemaRegistryClientConfig.MISSING_ID_CACHE_TTL_CONFIG,
            SchemaRegistryClientConfig.MISSING_VERSION_CACHE_TTL_CONFIG,
            SchemaRegistryClientConfig.MISSING_SCHEMA_CACHE_TTL_CONFIG ->
            Long.valueOf(text);
        case SchemaRegistryClientConfig.BEARER_AUTH_CACHE_EXPIRY_BUFFER_SECONDS ->
            Short.valueOf(text);
        default -> text;
      };
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("schema registry setting " + name + " is no number", e);
    }
  }

  /** Only what the registry itself says about the schema is final; a proxy's 404 is not. */
  private static RegistryException refused(RestClientException e) {
    RegistryException.Kind kind = UNAVAILABLE;
    if (e.getErrorCode() == SCHEMA_NOT_FOUND) kind = UNKNOWN_ID;
    if (e.getStatus() == 409) kind = INCOMPATIBLE;
    if (e.getStatus() == 422) kind = INVALID;
    return new RegistryException(kind, "schema registry: " + e.getMessage(), e);
  }

  private static RegistryException away(IOException e) {
    return new RegistryException(UNAVAILABLE, "schema registry does not answer: " + e, e);
  }

  private record Registration(String subject, Schema schema) {}

  /** Answers for schemas of another kind: that an id has one of these is final. */
  private record NotAvro(String schemaType) implements SchemaProvider {

    @Override
    public Optional<ParsedSchema> parseSchema(
        org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client
                .rest.entities.Schema
            schema,
        boolean isNew,
        boolean normalize) {
      throw refusal();
    }

    @Override
    public ParsedSchema parseSchemaOrElseThrow(
        org.apache.flink.avro.registry.confluent.shaded.io.confluent.kafka.schemaregistry.client
                .rest.entities.Schema
            schema,
        boolean isNew,
        boolean normalize) {
      throw refusal();
    }

    private RegistryException refusal() {
      return new RegistryException(INVALID, "schema is " + schemaType + ", not Avro");
    }
  }
}
