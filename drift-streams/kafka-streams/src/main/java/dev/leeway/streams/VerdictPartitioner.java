package dev.leeway.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Puts all verdicts of one model and segment into one partition, whatever their version and window.
 * Who reads them must see windows in order, and see when a newer version follows an older one; a
 * transaction becomes visible partition by partition, so across partitions no order would hold.
 */
final class VerdictPartitioner implements StreamPartitioner<byte[], byte[]> {

  /**
   * A verdict's key: model, version, segment, start and end of the window, kind. The segment alone
   * may hold a bar.
   */
  private static final Pattern KEY =
      Pattern.compile("([^|]*)\\|[^|]*\\|(.*)\\|[^|]*\\|[^|]*\\|[^|]*", Pattern.DOTALL);

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, byte[] value, int numPartitions) {
    String series = KEY.matcher(new String(key, UTF_8)).replaceFirst("$1|$2");
    int hash = Utils.toPositive(Utils.murmur2(series.getBytes(UTF_8)));
    return Optional.of(Set.of(hash % numPartitions));
  }
}
