package dev.leeway.streams;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * A store that holds nothing and tells its processor when a commit is being prepared: the last
 * moment at which records can be sent in the same transaction as the offsets.
 *
 * <p>Kafka Streams 4.3.1 has no public hook there. {@code StateStore.commit} runs after the offsets
 * were committed (a crash test lost 48 % that way) and punctuations fall between commits. What runs
 * inside {@code StreamTask.prepareCommit}, before the producer is flushed, is {@code
 * ProcessorStateManager.flushCache}, and it calls stores of the internal type {@link
 * CachedStateStore}, as Streams' own caches are. This class alone names Streams' internals; a crash
 * test pins what it relies on.
 */
final class CommitHook implements StateStore, CachedStateStore<Object, Object> {

  /** Streams' internals that this class stands on, and what it needs of each. */
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "org.apache.kafka.streams.state.internals.CachedStateStore",
          List.of("flushCache"),
          "org.apache.kafka.streams.processor.internals.InternalProcessorContext",
          List.of("currentNode", "setCurrentNode"));

  private final String name;
  private boolean open;
  private Runnable beforeCommit = () -> {};

  private CommitHook(String name) {
    this.name = name;
  }

  /**
   * To be called before a job is made: without the hook it would commit what it has not handed on.
   *
   * @param streams of Kafka Streams' classes
   * @throws IllegalStateException if this version of Kafka Streams has no such hook
   */
  static void requireSupport(ClassLoader streams) {
    NEEDED.forEach(
        (type, methods) -> {
          try {
            Class<?> found = Class.forName(type, false, streams);
            for (String method : methods) {
              if (Arrays.stream(found.getMethods()).noneMatch(one -> one.getName().equals(method)))
                throw new NoSuchMethodException(type + "." + method);
            }
          } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(
                "This Kafka Streams has no place in its commit at which counts can be handed on:"
                    + " %s is missing. The drift job runs on the version of Kafka Streams that it"
                        .formatted(type)
                    + " was built with and no other",
                e);
          }
        });
  }

  /**
   * Has {@code action} run before every commit of the processor's task, in the processor's place in
   * the topology, so that it may forward.
   */
  void bind(ProcessorContext<?, ?> context, Runnable action) {
    InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context;
    ProcessorNode<?, ?, ?, ?> node = internal.currentNode();
    beforeCommit =
        () -> {
          ProcessorNode<?, ?, ?, ?> previous = internal.currentNode();
          internal.setCurrentNode(node);
          try {
            action.run();
          } finally {
            internal.setCurrentNode(previous);
          }
        };
  }

  /** Ends that: from now on the store may be a standby's, which has no processor. */
  void unbind() {
    beforeCommit = () -> {};
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    open = true;
  }

  @Override
  public void close() {
    open = false;
    unbind();
  }

  /**
   * True, though there is nothing to persist: only a topology with a persistent store keeps
   * Streams' process id in the state folder. By it the transactions are named, and a process that
   * comes back after a crash ends what it left open at once; else readers wait for its timeout.
   */
  @Override
  public boolean persistent() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public void clearCache() {}

  /** Makes a hook per task; nothing of it is logged or restored. */
  record Builder(String name) implements StoreBuilder<CommitHook> {

    @Override
    public CommitHook build() {
      return new CommitHook(name);
    }

    @Override
    public StoreBuilder<CommitHook> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("a commit hook has no state to log");
    }

    @Override
    public StoreBuilder<CommitHook> withLoggingDisabled() {
      return this;
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
