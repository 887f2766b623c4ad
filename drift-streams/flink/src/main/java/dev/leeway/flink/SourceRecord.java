package dev.leeway.flink;

import org.jspecify.annotations.Nullable;

/**
 * One record of the predictions topic as the reader hands it on, or the news that a partition is
 * read here. One object is filled again and again: it is chained to its only reader.
 */
final class SourceRecord {

  /** Of the offset where nothing has been read and reading starts at the partition's beginning. */
  static final long BEGINNING = -1;

  int partition;

  /** Of a partition's news: the first offset to be read, or {@link #BEGINNING}. */
  long offset;

  /** When the broker took it, in milliseconds of the epoch. */
  long receivedAt;

  byte @Nullable [] key;
  byte @Nullable [] value;

  /** Whether it is the news that this partition is read here from now on. */
  boolean news;

  static SourceRecord newsOf(int partition, long offset) {
    SourceRecord news = new SourceRecord();
    news.partition = partition;
    news.offset = offset;
    news.news = true;
    return news;
  }

  SourceRecord copy() {
    SourceRecord copy = new SourceRecord();
    copy.partition = partition;
    copy.offset = offset;
    copy.receivedAt = receivedAt;
    copy.key = key;
    copy.value = value;
    copy.news = news;
    return copy;
  }
}
