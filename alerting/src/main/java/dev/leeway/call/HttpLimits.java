package dev.leeway.call;

import java.time.Duration;

/**
 * What one HTTP exchange may take.
 *
 * @param connect until the connection stands; default 5 s
 * @param total until the answer has been read; default 15 s
 * @param answer bytes of the answer's body that are read; default 64 KiB, more is cut off
 */
public record HttpLimits(Duration connect, Duration total, int answer) {

  public static final HttpLimits DEFAULT =
      new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), 64 * 1024);

  public HttpLimits {
    if (connect.toMillis() < 1) throw new IllegalArgumentException("connect: " + connect);
    if (total.toMillis() < 1) throw new IllegalArgumentException("total: " + total);
    if (answer < 0) throw new IllegalArgumentException("answer: " + answer);
  }
}
