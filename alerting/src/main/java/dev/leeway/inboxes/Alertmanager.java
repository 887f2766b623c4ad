package dev.leeway.inboxes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Reply;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import dev.leeway.delivery.Outcome;
import dev.leeway.outbox.Dispatch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prometheus Alertmanager, by its API v2. Alertmanager forgets an alert that nobody tells it of any
 * more, and forgets all when it restarts, so what fires is told again every minute.
 *
 * @param urls every replica, without {@code /api}; a message counts as delivered when one took it
 */
public record Alertmanager(List<URI> urls, Template template) implements Inbox {

  private static final Duration EVERY = Duration.ofMinutes(1);

  /** How long an alert outlives the last word of it: Leeway may be restarted meanwhile. */
  private static final Duration OUTLIVES = Duration.ofMinutes(10);

  /**
   * @throws IllegalArgumentException if there is no address, or one is none
   */
  public Alertmanager {
    urls = urls.stream().map(WebAddress::base).toList();
    if (urls.isEmpty()) throw new IllegalArgumentException("urls: needs one at least");
  }

  @Override
  public Channel channel(Line line) {
    return new Way(line);
  }

  @Override
  public String shown(Notice notice) {
    Instant from = Instant.parse(notice.text("startsAt"));
    return alert(notice, from.plus(OUTLIVES)).toPrettyString();
  }

  private final class Way implements Channel {

    private final Line line;
    private final Map<String, Notice> firing = new LinkedHashMap<>();

    Way(Line line) {
      this.line = line;
    }

    @Override
    public Outcome send(Dispatch dispatch) throws InterruptedException {
      Notice notice = Notice.of(dispatch);
      Outcome outcome = post(List.of(notice));
      if (outcome.reached()) remember(notice);
      return outcome;
    }

    @Override
    public void recall(Collection<Dispatch> delivered) {
      synchronized (firing) {
        firing.clear();
        for (Dispatch dispatch : delivered) remember(Notice.of(dispatch));
      }
    }

    @Override
    public Optional<Duration> refreshEvery() {
      return Optional.of(EVERY);
    }

    @Override
    public Outcome refresh() throws InterruptedException {
      List<Notice> now;
      synchronized (firing) {
        now = List.copyOf(firing.values());
      }
      return now.isEmpty() ? new Outcome.Delivered("nothing fires") : post(now);
    }

    private void remember(Notice notice) {
      synchronized (firing) {
        if (notice.firing()) firing.put(notice.text("fingerprint"), notice);
        else firing.remove(notice.text("fingerprint"));
      }
    }

    private Outcome post(List<Notice> notices) throws InterruptedException {
      Instant now = line.clock().instant();
      ArrayNode alerts = JsonNodeFactory.instance.arrayNode();
      for (Notice notice : notices) alerts.add(alert(notice, now));
      Outcome outcome = new Outcome.Unavailable("not told");
      boolean taken = false;
      for (URI url : urls) {
        Reply reply = line.http().call(HttpCall.json(URI.create(url + "/api/v2/alerts"), alerts));
        Outcome one = Answers.usual(reply, now);
        if (!taken) outcome = one;
        taken |= one.reached();
      }
      return outcome;
    }
  }

  /**
   * Labels say which alert it is, so they are the same when it is over; and it is told whole then
   * too, or the notice of its end would have no words.
   */
  private ObjectNode alert(Notice notice, Instant now) {
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    ObjectNode labels = alert.putObject("labels");
    labels.put("alertname", "LeewayModelAlert");
    labels.put("source", "leeway");
    labels.put("cause", notice.text("cause"));
    labels.put("model", notice.text("model"));
    labels.put("model_version", notice.text("version"));
    labels.put("segment", notice.text("segment"));
    labels.put("severity", notice.text("severity"));
    labels.put("fingerprint", notice.text("fingerprint"));
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", notice.title());
    annotations.put("description", template.of(notice, text -> text));
    annotations.put("verdict_key", notice.text("verdictKey"));
    notice.link("dashboard").ifPresent(link -> annotations.put("dashboard", link));
    alert.put("startsAt", notice.text("startsAt"));
    alert.put("endsAt", notice.firing() ? now.plus(OUTLIVES).toString() : end(notice, now));
    notice.link("verdicts").ifPresent(link -> alert.put("generatorURL", link));
    return alert;
  }

  /** By event time, which lies in the past; in a replay of the future, now. */
  private static String end(Notice notice, Instant now) {
    Instant end = Instant.parse(notice.text("endsAt"));
    return (end.isAfter(now) ? now : end).toString();
  }
}
