package dev.leeway.pipelines;

import static java.util.Objects.requireNonNull;

import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.Reply.Answered;
import dev.leeway.call.RetryAfter;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A repository at GitHub and the way to its API.
 *
 * @param api {@code https://api.github.com}, or that of a GitHub Enterprise Server
 * @param repository owner and name with a slash between them
 * @param token of an app or a person: {@code Contents: write} for events, {@code Actions: write}
 *     for workflows
 */
public record GitHub(URI api, String repository, Secret token) {

  public static final URI API = URI.create("https://api.github.com");

  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");

  /** Calendar version of the API; without the header GitHub answers in its oldest one. */
  private static final String VERSION = "2026-03-10";

  /** GitHub asks for at least this where it names no time itself. */
  private static final Duration LEAST_WAIT = Duration.ofMinutes(1);

  private static final int MOST_DIGITS = 12;

  /**
   * @throws IllegalArgumentException if the repository has another form
   */
  public GitHub {
    api = WebAddress.base(api);
    requireNonNull(token, "token");
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new IllegalArgumentException("repository: must be owner/name");
    }
  }

  HttpCall post(String path, Object body) {
    return HttpCall.json(URI.create(api + "/repos/" + repository + path), body)
        .with("Accept", "application/vnd.github+json")
        .with("Authorization", "Bearer " + token.reveal())
        .with("X-GitHub-Api-Version", VERSION);
  }

  /**
   * What GitHub's refusals mean. A 403 is a wrong token, or a rate limit: then something in the
   * answer says so.
   */
  static Outcome refusal(Reply reply, Instant now) {
    if (reply instanceof Answered answered
        && (answered.status() == 403 || answered.status() == 429)) {
      Optional<Duration> wait = wait(answered, now);
      String met = answered.status() + " rate limit";
      if (wait.isPresent()) return new Outcome.Unavailable(met, wait.get());
      if (answered.status() == 429) return new Outcome.Unavailable(met, LEAST_WAIT);
    }
    return Answers.once(reply, now);
  }

  private static Optional<Duration> wait(Answered answered, Instant now) {
    if (answered.header("retry-after").isPresent()) {
      return Optional.of(RetryAfter.of(answered.header("retry-after"), now));
    }
    if (answered.header("x-ratelimit-remaining").filter("0"::equals).isPresent()) {
      return Optional.of(untilReset(answered.header("x-ratelimit-reset").orElse(""), now));
    }
    return answered.body().contains("rate limit") ? Optional.of(LEAST_WAIT) : Optional.empty();
  }

  private static Duration untilReset(String epochSeconds, Instant now) {
    if (!epochSeconds.matches("\\d{1," + MOST_DIGITS + "}")) return LEAST_WAIT;
    Duration wait = Duration.between(now, Instant.ofEpochSecond(Long.parseLong(epochSeconds)));
    return wait.isNegative() ? Duration.ZERO : wait;
  }
}
