package dev.leeway.directory;

import dev.leeway.bundle.ModelDirectory;
import dev.leeway.event.ModelRef;
import dev.leeway.monitor.Caps;
import dev.leeway.monitor.Monitor;
import dev.leeway.profile.ColumnLayout;
import dev.leeway.reference.Reference;
import dev.leeway.reference.ReferenceBook;
import dev.leeway.registry.RegistryException;
import dev.leeway.topics.Topics;
import dev.leeway.wire.ReferenceWire;
import dev.leeway.wire.Undecodable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model directory, kept up to date by reading the references topic to its end and on.
 *
 * <p>Whoever meets a model version for which it knows no reference has the topic read to its
 * current end first. So a prediction that was sent after its reference was published is always
 * compared, and every task sees the same. Safe for many threads.
 */
public final class ReferenceTail implements ModelDirectory, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceTail.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** How long one look may hold up its caller; Kafka away means no reference is found. */
  private static final Duration LOOK = Duration.ofSeconds(10);

  /** How long one poll waits while somebody waits for the end. */
  private static final Duration BRIEFLY = Duration.ofMillis(10);

  /** How often what has no reference is looked for again. */
  private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();

  /** Most names remembered as looked for: who writes to Kafka may invent any number of them. */
  private static final int MAX_LOOKED_AT = 10_000;

  private final Consumer<byte[], byte[]> consumer;

  /** Asks for the end only: on the reader's connection it would wait behind a fetch, for 500 ms. */
  private final Consumer<byte[], byte[]> ends;

  private final TopicPartition topic;
  private final ReferenceWire wire;
  private final Map<String, Monitor> monitors;
  private final ConcurrentLinkedQueue<CompletableFuture<Void>> looks =
      new ConcurrentLinkedQueue<>();
  private final Map<String, Long> lookedAt = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::run, "leeway-references");
  private final LookBudget budget = new LookBudget(System.nanoTime());
  private final AtomicLong refused = new AtomicLong();
  private volatile String lastRefusal = "";
  private volatile ReferenceBook book = ReferenceBook.EMPTY;
  private volatile boolean closing;

  /**
   * Starts reading.
   *
   * @param kafka consumer settings: bootstrap servers and security
   * @param monitors by model name; a model with a reference but no monitor gets the defaults
   */
  public ReferenceTail(
      Map<String, Object> kafka, Topics topics, ReferenceWire wire, List<Monitor> monitors) {
    this(consumer(kafka), consumer(kafka), topics, wire, monitors);
  }

  ReferenceTail(
      Consumer<byte[], byte[]> consumer,
      Consumer<byte[], byte[]> ends,
      Topics topics,
      ReferenceWire wire,
      List<Monitor> monitors) {
    this.consumer = consumer;
    this.ends = ends;
    this.wire = wire;
    this.monitors = new HashMap<>();
    monitors.forEach(monitor -> this.monitors.put(monitor.model(), monitor));
    topic = new TopicPartition(topics.references(), 0);
    consumer.assign(List.of(topic));
    consumer.seekToBeginning(List.of(topic));
    thread.setDaemon(true);
    thread.start();
  }

  private static Consumer<byte[], byte[]> consumer(Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_RECORD_BYTES);
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** A model without a monitor of its own is known by its reference, so that is looked for. */
  @Override
  public Optional<Monitor> monitor(String model) {
    Optional<Monitor> known = known(model);
    if (known.isPresent() || !mayLook(model)) return known;
    look();
    return known(model);
  }

  /** As {@link #monitor}, by what has been read so far: never waits. */
  public Optional<Monitor> known(String model) {
    Monitor monitor = monitors.get(model);
    if (monitor != null) return Optional.of(monitor);
    if (book.models().stream().noneMatch(ref -> ref.name().equals(model))) return Optional.empty();
    return Optional.of(Monitor.withDefaults(model));
  }

  @Override
  public Optional<Reference> reference(ModelRef model, Instant paneStart) {
    Optional<Reference> known = book.at(model, paneStart);
    if (known.isPresent() || !mayLook(model.name() + "|" + model.version())) return known;
    look();
    return book.at(model, paneStart);
  }

  /** As {@link #reference}, by what has been read so far: never waits. */
  public Optional<Reference> knownReference(ModelRef model, Instant paneStart) {
    return book.at(model, paneStart);
  }

  /** How many records of the topic were no reference that can be used. */
  public long refused() {
    return refused.get();
  }

  /** The last of them, and why it was refused; empty while there was none. */
  public String lastRefusal() {
    return lastRefusal;
  }

  /** Every model version for which there is a reference. */
  public SortedSet<ModelRef> models() {
    return book.models();
  }

  /** Every model that is watched: by a monitor, or because it has a reference. */
  public SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>(monitors.keySet());
    book.models().forEach(model -> names.add(model.name()));
    return names;
  }

  /**
   * Reads the topic up to what was its end when called.
   *
   * @return false if Kafka did not answer in time
   */
  public boolean readToEnd() {
    CompletableFuture<Void> look = new CompletableFuture<>();
    looks.add(look);
    consumer.wakeup();
    try {
      look.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("The references topic could not be read to its end: {}", e.toString());
      return false;
    }
  }

  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    ends.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One look for somebody who waits, paid for from the budget by the time it takes. */
  private void look() {
    long start = System.nanoTime();
    readToEnd();
    budget.spend(System.nanoTime() - start);
  }

  private boolean mayLook(String name) {
    long now = System.nanoTime();
    Long before = lookedAt.get(name);
    if (before != null && now - before < LOOK_AGAIN_NANOS) return false;
    if (!budget.hasAny(now)) return false;
    if (lookedAt.size() >= MAX_LOOKED_AT) lookedAt.clear();
    lookedAt.put(name, now);
    return true;
  }

  private void run() {
    try (consumer;
        ends) {
      while (!closing) {
        step();
      }
    } finally {
      looks.forEach(look -> look.cancel(false));
    }
  }

  private void step() {
    try {
      answer();
      read(looks.isEmpty() ? POLL : BRIEFLY);
    } catch (WakeupException e) {
      LOG.trace("woken");
    } catch (KafkaException | RegistryException e) {
      LOG.warn("Reading references failed, trying again: {}", e.toString());
    }
  }

  /** Tells those who look, if the topic has been read to its end. */
  private void answer() {
    int asked = looks.size();
    if (asked == 0) return;
    long end = ends.endOffsets(List.of(topic)).getOrDefault(topic, 0L);
    if (consumer.position(topic) < end) return;
    for (int i = 0; i < asked; i++) {
      CompletableFuture<Void> look = looks.poll();
      if (look != null) look.complete(null);
    }
  }

  private void read(Duration patience) {
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(patience)) {
      try {
        take(record);
      } catch (RegistryException e) {
        // Without its schema it cannot be read now; skipped, it would be missing for good.
        consumer.seek(topic, record.offset());
        throw e;
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      Reference reference = wire.decode(record.value());
      Optional<String> tooLarge = tooLarge(reference);
      if (tooLarge.isPresent()) {
        refuse(record, tooLarge.get());
        return;
      }
      book = book.with(reference);
      LOG.info(
          "Reference {} of {} holds from {}",
          reference.id(),
          reference.model(),
          reference.effectiveFrom());
    } catch (Undecodable e) {
      refuse(record, String.valueOf(e.getMessage()));
    }
  }

  private void refuse(ConsumerRecord<byte[], byte[]> record, String why) {
    refused.incrementAndGet();
    lastRefusal = "record %d of %s: %s".formatted(record.offset(), topic, why);
    LOG.error("No reference that can be used, and left out: {}", lastRefusal);
  }

  /** What of it is beyond the model's caps, or the defaults where these are larger. */
  private Optional<String> tooLarge(Reference reference) {
    Monitor monitor = monitors.get(reference.model().name());
    Caps caps = monitor == null ? Caps.DEFAULT : monitor.caps();
    long columns =
        reference.layout().columns().stream().map(ColumnLayout::column).distinct().count();
    if (columns > Math.max(caps.columns(), Caps.DEFAULT.columns())) {
      return Optional.of(columns + " columns are more than caps.columns");
    }
    int most = Math.max(caps.categories(), Caps.DEFAULT.categories());
    return reference.layout().columns().stream()
        .filter(column -> column instanceof ColumnLayout.Categorical && column.bins() > most)
        .findFirst()
        .map(column -> column.name() + " has more categories than caps.categories");
  }
}
