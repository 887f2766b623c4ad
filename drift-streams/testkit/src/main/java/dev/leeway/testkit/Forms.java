package dev.leeway.testkit;

import dev.leeway.reference.Reference;
import dev.leeway.registry.SchemaRegistry;
import dev.leeway.topics.Topics;
import dev.leeway.wire.BatchForm;
import dev.leeway.wire.RecordCodec;
import dev.leeway.wire.TypedColumn;
import dev.leeway.wire.TypedEncoder;
import dev.leeway.wire.TypedForm;
import dev.leeway.wire.Undecodable;
import java.util.List;

/** Predictions in the forms other than the map form, as an emitter writes them. */
final class Forms {

  private final TypedEncoder typed;
  private final int batchId;

  /**
   * @param reference whose columns have fields
   */
  Forms(SchemaRegistry registry, Topics topics, Reference reference) {
    TypedForm form = new TypedForm(TypedColumn.of(reference.layout()));
    String topic = topics.predictions();
    String subject = TypedForm.subject(topic, reference.model().name());
    typed = new TypedEncoder(form, registry.register(subject, form.schema()));
    batchId = registry.register(RecordCodec.subject(topic, BatchForm.schema()), BatchForm.schema());
  }

  byte[] typed(byte[] map) {
    try {
      return typed.encode(map);
    } catch (Undecodable e) {
      throw new IllegalArgumentException("not in the map form", e);
    }
  }

  byte[] batch(List<byte[]> events) {
    return BatchForm.encode(batchId, events);
  }
}
