package dev.leeway.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.leeway.call.Reply.Answered;

/** Answers as JSON. */
final class Json {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  /** The answer's body; a missing node if it is no JSON. */
  static JsonNode of(Answered answered) {
    try {
      return MAPPER.readTree(answered.body());
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
