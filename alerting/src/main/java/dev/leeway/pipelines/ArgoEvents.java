package dev.leeway.pipelines;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.leeway.call.HttpCall;
import dev.leeway.call.Secret;
import dev.leeway.call.WebAddress;
import dev.leeway.delivery.Answers;
import dev.leeway.delivery.Channel;
import dev.leeway.delivery.Line;
import java.net.URI;
import java.util.Optional;

/**
 * Argo Events: POSTs the manifest to a webhook event source, from which a sensor starts a workflow.
 * It recognises no repeats.
 *
 * @param url of the event source, with its endpoint
 * @param token its {@code authSecret}, if it has one
 */
public record ArgoEvents(URI url, Optional<Secret> token) implements Pipeline {

  public ArgoEvents {
    WebAddress.checked(url);
    requireNonNull(token, "token");
  }

  @Override
  public boolean recognisesRepeats() {
    return false;
  }

  @Override
  public Channel channel(Line line) {
    return dispatch -> {
      Manifest manifest = Manifest.of(dispatch);
      ObjectNode body = manifest.fields();
      body.set("manifest", manifest.data());
      HttpCall call = HttpCall.json(url, body);
      if (token.isPresent()) call = call.with("Authorization", "Bearer " + token.get().reveal());
      return Answers.once(line.http().call(call), line.clock().instant());
    };
  }

  @Override
  public String toString() {
    return "ArgoEvents[" + WebAddress.shown(url) + "]";
  }
}
