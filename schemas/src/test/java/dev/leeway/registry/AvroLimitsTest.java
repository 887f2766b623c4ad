package dev.leeway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leeway.schemas.avro.LabelRecord;
import org.apache.avro.Schema;
import org.apache.avro.SystemLimitException;
import org.apache.avro.specific.SpecificData;
import org.junit.jupiter.api.Test;

class AvroLimitsTest {

  @Test
  void apply_limitsStringsBytesAndCollections() {
    AvroLimits.apply();

    assertThat(SystemLimitException.checkMaxStringLength(AvroLimits.MAX_BYTES))
        .isEqualTo(AvroLimits.MAX_BYTES);
    assertThatExceptionOfType(SystemLimitException.class)
        .isThrownBy(() -> SystemLimitException.checkMaxStringLength(AvroLimits.MAX_BYTES + 1L));
    assertThatExceptionOfType(SystemLimitException.class)
        .isThrownBy(() -> SystemLimitException.checkMaxBytesLength(AvroLimits.MAX_BYTES + 1L));
    assertThatExceptionOfType(SystemLimitException.class)
        .isThrownBy(() -> SystemLimitException.checkMaxCollectionLength(AvroLimits.MAX_ITEMS + 1L));
  }

  @Test
  void apply_letsSchemasNameOurRecordsOnly() {
    AvroLimits.apply();

    assertThat(SpecificData.get().getClass(LabelRecord.getClassSchema()))
        .isEqualTo(LabelRecord.class);
    Schema other = Schema.createRecord("AvroLimits", null, "dev.leeway.registry", false);
    assertThatThrownBy(() -> SpecificData.get().getClass(other))
        .isInstanceOf(SecurityException.class);
  }
}
