package dev.leeway.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadingProgressTest {

  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final AtomicLong nanoTime = new AtomicLong();

  @Test
  void at_beforeASecondIsOver_showsNothing() {
    try (ReadingProgress progress = progress(true)) {
      nanoTime.set(Duration.ofMillis(999).toNanos());
      progress.at(50, 100);
    }

    assertThat(terminal.toString(UTF_8)).isEmpty();
  }

  @Test
  void at_afterASecond_showsABar_overAllPasses() {
    try (ReadingProgress progress = progress(true)) {
      nanoTime.set(Duration.ofSeconds(2).toNanos());
      progress.at(50, 100);
      progress.at(0, 200);
      progress.at(150, 200);
    }

    assertThat(terminal.toString(UTF_8)).contains("Reading");
  }

  @Test
  void at_whereNobodyWatches_showsNothing() {
    try (ReadingProgress progress = progress(false)) {
      nanoTime.set(Duration.ofSeconds(2).toNanos());
      progress.at(50, 100);
    }

    assertThat(terminal.toString(UTF_8)).isEmpty();
  }

  private ReadingProgress progress(boolean wanted) {
    return new ReadingProgress(wanted, new PrintStream(terminal, true, UTF_8), nanoTime::get);
  }
}
