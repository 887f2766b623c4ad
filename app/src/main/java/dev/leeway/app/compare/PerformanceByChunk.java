package dev.leeway.app.compare;

import java.util.List;
import java.util.Optional;

/** How well a model did in the chunks of the table that is compared. */
public interface PerformanceByChunk {

  /** Where no outcomes are asked for. */
  PerformanceByChunk NONE = none();

  /** Where nothing is measured, which the notes tell why. */
  static PerformanceByChunk none(String... notes) {
    return new PerformanceByChunk() {
      @Override
      public Optional<ChunkPerformance> of(long key) {
        return Optional.empty();
      }

      @Override
      public List<String> notes() {
        return List.of(notes);
      }
    };
  }

  /**
   * @param key of the chunk, by which its columns are compared too
   */
  Optional<ChunkPerformance> of(long key);

  /** Where detectors told of a change, if they were asked. */
  default Optional<Detections> detections() {
    return Optional.empty();
  }

  /** What a careful eye would stop at. */
  List<String> notes();
}
