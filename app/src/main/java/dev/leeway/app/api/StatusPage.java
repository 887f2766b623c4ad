package dev.leeway.app.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.router.JavalinDefaultRoutingApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The page for people: static files that know nothing but the JSON API. Nothing is loaded from
 * elsewhere, and the browser is told to see to that.
 */
public final class StatusPage {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final List<String> SCRIPTS =
      List.of(
          "app.js",
          "api.js",
          "bands.js",
          "charts.js",
          "dom.js",
          "performance.js",
          "views.js",
          "window.js",
          "words.js");

  private final Asset page = Asset.load("index.html", "text/html; charset=utf-8");
  private final Asset style = Asset.load("style.css", "text/css; charset=utf-8");

  /** Adds {@code /} and what it needs. */
  public void register(JavalinDefaultRoutingApi routes) {
    routes.get("/", page::send);
    routes.get("/ui/style.css", style::send);
    for (String name : SCRIPTS) {
      Asset script = Asset.load(name, "text/javascript; charset=utf-8");
      routes.get("/ui/" + name, script::send);
    }
  }

  /** One file, held in memory. */
  private record Asset(String text, String type, String tag) {

    static Asset load(String name, String type) {
      try (InputStream in = StatusPage.class.getResourceAsStream("/ui/" + name)) {
        if (in == null) throw new IllegalStateException("no file /ui/" + name);
        byte[] bytes = in.readAllBytes();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return new Asset(
            new String(bytes, UTF_8), type, '"' + HexFormat.of().formatHex(hash, 0, 8) + '"');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java has SHA-256", e);
      }
    }

    /** Cached, but asked for anew each time, so that an upgrade is seen at once. */
    void send(Context ctx) {
      ctx.header("Content-Security-Policy", POLICY);
      ctx.header("X-Content-Type-Options", "nosniff");
      ctx.header("Referrer-Policy", "no-referrer");
      ctx.header("Cache-Control", "no-cache");
      ctx.header("ETag", tag);
      if (tag.equals(ctx.header("If-None-Match"))) {
        ctx.status(304);
      } else {
        ctx.contentType(type).result(text);
      }
    }
  }
}
