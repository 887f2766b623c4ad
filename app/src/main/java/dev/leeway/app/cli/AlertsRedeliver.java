package dev.leeway.app.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.app.config.ProcessConfig;
import dev.leeway.delivery.DeadLetters;
import dev.leeway.outbox.Dispatch;
import dev.leeway.outbox.KafkaClients;
import dev.leeway.outbox.Outbox;
import dev.leeway.topics.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code leeway alerts redeliver}: gives messages that were given up another chance. */
@Command(
    name = "redeliver",
    mixinStandardHelpOptions = true,
    description = {
      "Queues messages again that were given up.",
      "Without ids, --target and --all it only lists them, with what the last attempt met.",
      "A retraining request that is \"ambiguous\" may have been taken: look at the target first.",
      "One that is \"held\" waits for approval, which naming its id gives."
    })
final class AlertsRedeliver implements Callable<Integer> {

  @Parameters(paramLabel = "ID", arity = "0..*", description = "Messages by their ids.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--target", paramLabel = "NAME", description = "All messages to this target.")
  private @Nullable String target;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "table (default) or json: a line for each message.",
      defaultValue = "table")
  private OutputFormat format = OutputFormat.TABLE;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProcessConfig process = cluster.load().process();
    Topics topics = process.topics();
    List<Dispatch> dead =
        cluster.withRegistry(
            process.registry(),
            schemas -> {
              KafkaClients kafka =
                  new KafkaClients(cluster.kafka(process.kafka()), topics, "redeliver");
              return chosen(new DeadLetters(Outbox.of(kafka, topics, schemas)));
            });
    PrintWriter out = Console.out(spec);
    for (Dispatch dispatch : dead) out.println(line(dispatch));
    if (format == OutputFormat.TABLE) out.println(summary(dead.size()));
    out.flush();
    return ExitCode.GOOD;
  }

  private List<Dispatch> chosen(DeadLetters letters) throws InterruptedException {
    try {
      List<Dispatch> dead = letters.all();
      if (listing()) return dead;
      Set<String> unknown = new HashSet<>(ids);
      dead.forEach(each -> unknown.remove(each.id()));
      if (!unknown.isEmpty()) {
        throw CommandFailure.badInput("not among the dead letters: " + String.join(", ", unknown));
      }
      List<Dispatch> chosen =
          dead.stream()
              .filter(
                  each ->
                      ids.contains(each.id())
                          || (!each.held() && (all || each.target().equals(target))))
              .toList();
      letters.redeliver(chosen);
      return chosen;
    } catch (KafkaException e) {
      throw CommandFailure.outside("Kafka: " + e.getMessage());
    }
  }

  private boolean listing() {
    return ids.isEmpty() && target == null && !all;
  }

  private String summary(int number) {
    String messages = number == 1 ? "1 message" : number + " messages";
    return messages + (listing() ? " given up" : " queued again");
  }

  private String line(Dispatch dispatch) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("id", dispatch.id());
    line.put("target", dispatch.target());
    line.put("type", dispatch.message().type());
    line.put("model", dispatch.message().topic().model());
    line.put("attempts", dispatch.attempts());
    line.put("outcome", dispatch.outcome());
    line.put("createdAt", dispatch.createdAt().toString());
    return format == OutputFormat.JSON
        ? line.toString()
        : String.join(
            "  ",
            dispatch.id(),
            dispatch.target(),
            dispatch.message().type(),
            dispatch.message().topic().model(),
            dispatch.attempts() + " attempts",
            dispatch.outcome());
  }
}
