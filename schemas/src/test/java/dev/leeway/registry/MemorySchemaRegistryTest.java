package dev.leeway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class MemorySchemaRegistryTest {

  private final SchemaRegistry registry = new MemorySchemaRegistry();

  @Test
  void register_thenById_givesTheSchemaBack() {
    Schema schema = Schema.create(Schema.Type.LONG);

    int id = registry.register("a", schema);

    assertThat(registry.byId(id)).isEqualTo(schema);
    assertThat(registry.register("a", schema)).isEqualTo(id);
    assertThat(registry.register("b", schema)).isEqualTo(id);
  }

  @Test
  void byId_ofUnknownId_saysSo() {
    assertThatExceptionOfType(RegistryException.class)
        .isThrownBy(() -> registry.byId(1))
        .extracting(RegistryException::kind)
        .isEqualTo(RegistryException.Kind.UNKNOWN_ID);
  }
}
