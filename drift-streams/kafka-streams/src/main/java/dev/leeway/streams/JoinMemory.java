package dev.leeway.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.DataBlockIndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.TableFormatConfig;
import org.rocksdb.WriteBufferManager;

/**
 * Bounds what the join's stores take of memory outside the heap: all tasks of a process share 48
 * MiB of cache, of which up to 16 MiB hold what has not been written to disk. Kafka Streams'
 * defaults are 50 MiB and 48 MiB more for every task. Kafka Streams makes it by name.
 */
public final class JoinMemory implements RocksDBConfigSetter {

  private static final long CACHE_BYTES = 48L << 20;
  private static final long UNWRITTEN_BYTES = 16L << 20;

  /** Of one task, before it is written. */
  private static final long WRITE_BUFFER_BYTES = 4L << 20;

  private static final int WRITE_BUFFERS = 2;

  /** What of it tells that an id is new, without a search. */
  private static final double WRITE_BUFFER_FILTER = 0.05;

  static {
    RocksDB.loadLibrary();
  }

  private static final Cache CACHE = new LRUCache(CACHE_BYTES);
  private static final WriteBufferManager UNWRITTEN =
      new WriteBufferManager(UNWRITTEN_BYTES, CACHE);

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configs) {
    TableFormatConfig format = options.tableFormatConfig();
    if (format instanceof BlockBasedTableConfig table) {
      table.setBlockCache(CACHE);
      // Filters and indices grow with the number of ids, so they must be within the bound too.
      table.setCacheIndexAndFilterBlocks(true);
      // Each id that is new asks all filters of the youngest tables.
      table.setPinL0FilterAndIndexBlocksInCache(true);
      table.setDataBlockIndexType(DataBlockIndexType.kDataBlockBinaryAndHash);
      options.setTableFormatConfig(table);
    }
    options.setWriteBufferManager(UNWRITTEN);
    options.setWriteBufferSize(WRITE_BUFFER_BYTES);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    options.setMemtablePrefixBloomSizeRatio(WRITE_BUFFER_FILTER);
    options.setMemtableWholeKeyFiltering(true);
  }

  /** What is shared is closed with the process. */
  @Override
  public void close(String store, Options options) {}
}
