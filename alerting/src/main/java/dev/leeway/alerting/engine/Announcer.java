package dev.leeway.alerting.engine;

import dev.leeway.alerting.Alert;
import dev.leeway.alerting.AlertChange;
import dev.leeway.alerting.AlertChange.News;
import dev.leeway.alerting.StableId;
import dev.leeway.outbox.AlertingMeters;
import dev.leeway.outbox.AlertingMeters.Attempt;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.Dispatch.Message;
import dev.leeway.outbox.Dispatch.Topic;
import dev.leeway.retraining.ReceivedRange;
import dev.leeway.retraining.RetrainingLedger;
import dev.leeway.retraining.RetrainingLedger.Answer;
import dev.leeway.retraining.RetrainingPolicy;
import dev.leeway.retraining.RetrainingRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who must be told of a change: messages for the outbox. For one thread. */
final class Announcer {

  private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

  private final AlertingSettings settings;
  private final AlertingMeters meters;
  private final InstantSource clock;
  private final Events events;
  private final Function<Instant, List<ReceivedRange>> received;
  private final RetrainingLedger ledger = new RetrainingLedger();
  private long sequence;

  /**
   * @param received what was received since a time
   */
  Announcer(
      AlertingSettings settings,
      AlertingMeters meters,
      InstantSource clock,
      Function<Instant, List<ReceivedRange>> received) {
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
    this.events = new Events(settings.links());
    this.received = received;
  }

  /** Takes note of a message that is in the outbox already. */
  void recall(Dispatch dispatch) {
    sequence = Math.max(sequence, dispatch.sequence());
    Topic topic = dispatch.message().topic();
    if (topic.policy().isEmpty()) return;
    ledger.add(
        new RetrainingLedger.Entry(
            dispatch.id(), topic.policy(), topic.model(), topic.eventTime()));
  }

  /** The messages that the changes made by one verdict ask for, in the order of the changes. */
  List<Dispatch> announce(List<AlertChange> changes) {
    List<Dispatch> messages = new ArrayList<>();
    for (AlertChange change : changes) {
      Optional<News> news = change.news();
      if (news.isEmpty()) continue;
      for (Route route : settings.routes()) {
        if (route.takes(change.after())) messages.add(alert(route, change, news.get()));
      }
      if (change.fired() && !overAtOnce(change, changes)) messages.addAll(requests(change));
    }
    return messages;
  }

  /** Where a newer version is well already, nobody needs a new model of the older one. */
  private static boolean overAtOnce(AlertChange fired, List<AlertChange> changes) {
    return changes.stream()
        .anyMatch(change -> change.resolved() && change.after().key().equals(fired.after().key()));
  }

  private List<Dispatch> requests(AlertChange change) {
    List<Dispatch> messages = new ArrayList<>();
    for (RetrainingPolicy policy : settings.retraining()) {
      if (!policy.concerns(change.after())) continue;
      RetrainingRequest request = RetrainingRequest.of(policy, change);
      Answer answer = ledger.ask(policy, request.entry());
      if (answer == Answer.ALLOWED || answer == Answer.LOOPING) {
        messages.add(
            start(
                policy, answer, retraining(policy, request.with(received.apply(request.from())))));
      } else {
        skipped(policy, request, answer);
      }
    }
    return messages;
  }

  private Dispatch alert(Route route, AlertChange change, News news) {
    Alert alert = change.after();
    String type = news == News.RESOLVED ? Events.RESOLVED : Events.FIRING;
    String fingerprint = alert.key().fingerprint();
    String id = StableId.of(type, occasion(alert, news), fingerprint, route.target());
    Topic topic =
        new Topic(
            alert.key().model().name(), fingerprint, alert.episode(), "", change.window().end());
    return queued(id, new Message(route.target(), type, events.alert(id, change), topic));
  }

  /** The same for the same news of the same incident, and for no other. */
  private static String occasion(Alert alert, News news) {
    String episode = String.valueOf(alert.episode());
    return news == News.REPEATED ? episode + "." + alert.told().times() : episode;
  }

  private Dispatch retraining(RetrainingPolicy policy, RetrainingRequest request) {
    ledger.add(request.entry());
    Alert alert = request.alert();
    Topic topic =
        new Topic(
            alert.key().model().name(),
            alert.key().fingerprint(),
            alert.episode(),
            policy.name(),
            request.to());
    return queued(
        request.triggerId(),
        new Message(policy.target(), Events.RETRAINING, events.retraining(request), topic));
  }

  /** A request that a person must see first is written down all the same, and counts. */
  private static Dispatch start(RetrainingPolicy policy, Answer answer, Dispatch request) {
    if (policy.start() == RetrainingPolicy.Start.DRY_RUN) return request.held("dry run");
    if (policy.start() == RetrainingPolicy.Start.APPROVAL)
      return request.held("waits for approval");
    if (answer == Answer.LOOPING) {
      return request.held(
          "waits for approval: asked for " + policy.unattended() + " times within 7 days already");
    }
    return request;
  }

  private void skipped(RetrainingPolicy policy, RetrainingRequest request, Answer answer) {
    LOG.info("retraining policy {}: not asked for {}: {}", policy.name(), request.reason(), answer);
    meters.attempted(policy.target(), Attempt.SKIPPED);
  }

  private Dispatch queued(String id, Message message) {
    sequence++;
    return Dispatch.queued(id, message, clock.instant(), sequence);
  }
}
