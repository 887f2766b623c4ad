package dev.leeway.app.api;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered where no route answers: problems too, never a page of the server's own. */
public final class FallbackRoutes {

  private static final Logger log = LoggerFactory.getLogger(FallbackRoutes.class);

  private FallbackRoutes() {}

  public static void register(JavalinDefaultRoutingApi routes) {
    routes.error(
        404,
        ctx -> answer(ctx, "not_found", "No such page", "docs/api.md lists what can be asked for"));
    routes.error(
        405,
        ctx -> answer(ctx, "method_not_allowed", "Wrong method", "this path takes another method"));
    routes.exception(
        Exception.class,
        (failure, ctx) -> {
          log.error("{} {} failed", ctx.method(), ctx.path(), failure);
          new Problem(500, "internal", "Internal error", "the log says more", List.of()).send(ctx);
        });
  }

  /** A route that says 404 itself has already said why. */
  private static void answer(Context ctx, String code, String title, String detail) {
    String type = ctx.res().getContentType();
    if (type != null && type.startsWith("application/problem+json")) return;
    new Problem(ctx.statusCode(), code, title, detail, List.of()).send(ctx);
  }
}
