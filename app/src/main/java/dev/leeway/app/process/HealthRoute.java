package dev.leeway.app.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.List;

/** {@code GET /health}: 200 while every part is well, 503 otherwise, and how each part is. */
final class HealthRoute {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HealthBoard board;

  HealthRoute(HealthBoard board) {
    this.board = board;
  }

  void get(Context ctx) {
    List<HealthBoard.Part> parts = board.parts();
    boolean well = parts.stream().allMatch(HealthBoard.Part::well);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("status", well ? "up" : "down");
    ObjectNode each = answer.putObject("parts");
    for (HealthBoard.Part part : parts) {
      ObjectNode one = each.putObject(part.name());
      one.put("status", part.well() ? "up" : "down");
      if (!part.detail().isEmpty()) one.put("detail", part.detail());
    }
    ctx.status(well ? 200 : 503)
        .header("Cache-Control", "no-store")
        .contentType("application/json")
        .result(answer.toString());
  }
}
