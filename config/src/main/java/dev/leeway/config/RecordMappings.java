package dev.leeway.config;

import dev.leeway.config.yaml.Fields;
import dev.leeway.config.yaml.Value;
import dev.leeway.wire.RecordMapping;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How records that teams already write to Kafka are read as predictions. */
public final class RecordMappings {

  private RecordMappings() {}

  /** Those of a list that are right; what is wrong is a problem. */
  public static List<RecordMapping> read(Value list) {
    return list.list().stream().flatMap(each -> mapping(each.section()).stream()).toList();
  }

  private static Optional<RecordMapping> mapping(Fields fields) {
    Optional<String> record = fields.required("record").text();
    Optional<String> id = fields.required("id").text();
    Optional<String> time = fields.required("time").text();
    Optional<String> model = fields.value("model").text();
    Optional<String> modelField = fields.value("modelField").text();
    Optional<String> version = fields.value("version").text();
    Optional<String> versionField = fields.value("versionField").text();
    Set<String> ignored = Set.copyOf(fields.value("ignored").texts());
    return fields.build(
        () ->
            new RecordMapping(
                record.orElseThrow(),
                id.orElseThrow(),
                time.orElseThrow(),
                model,
                modelField,
                version,
                versionField,
                ignored));
  }
}
