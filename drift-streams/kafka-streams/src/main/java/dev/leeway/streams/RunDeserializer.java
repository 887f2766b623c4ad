package dev.leeway.streams;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/** Takes a {@link RecordRun} out of the record that stands for it. */
final class RunDeserializer implements Deserializer<RecordRun> {

  @Override
  public RecordRun deserialize(String topic, Headers headers, byte[] nothing) {
    return RecordRun.of(headers);
  }

  @Override
  public RecordRun deserialize(String topic, byte[] nothing) {
    throw new UnsupportedOperationException("a run rides in a header");
  }
}
