package dev.leeway.app.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** The demo's folder: settings as a user would write them, and Leeway's data. */
record DemoFiles(Path folder) {

  static final String MODEL = "flight-delay";

  /** Writes settings that send alerts and retraining requests to the given webhook. */
  void write(int httpPort, URI webhook, String secret) throws IOException {
    Files.createDirectories(folder.resolve("monitors"));
    Files.writeString(folder.resolve("webhook-secret"), secret, UTF_8);
    Files.writeString(
        config(),
        """
        # One process with everything in it: broker, registry, drift job, store, alerts, web.
        dataDir: data
        http:
          port: %d
        kafka:
          port: 0
        registry:
          port: 0
        streams:
          commitInterval: 200ms
        alerting:
          targets:
            - name: flight-operations
              allowPrivate: true
              webhook:
                url: %s
                secrets: ["${file:%s}"]
          rules:
            - {name: drift, severity: critical}
            - {name: performance, severity: critical}
            - {name: estimated_performance, severity: critical}
          retraining:
            - name: retrain-on-drift
              target: flight-operations
              models: [%s]
              cooldown: 7d
        """
            .formatted(httpPort, webhook, folder.resolve("webhook-secret").toAbsolutePath(), MODEL),
        UTF_8);
    Files.writeString(
        folder.resolve("monitors").resolve(MODEL + ".yaml"),
        """
        # Windows of a day; the flights are of 2001, so nothing is too old to be counted.
        model: %s
        pane: 1h
        windows: [1d]
        grace: 1h
        # A replay is faster than life: nothing may come too late, however busy the machine is.
        lateness: 90d
        idleTimeout: 3s
        correctionDelay: 1s
        maxPast: 36500d
        # Labels come today, a quarter of a century after the flights.
        performance:
          predictionColumn: delayed
          scoreColumn: probability
          positiveClass: "true"
          measures: [roc_auc]
          limits:
            roc_auc: 0.8
          minCoverage: 0.9
          horizon: 36500d
        """
            .formatted(MODEL),
        UTF_8);
  }

  Path config() {
    return folder.resolve("leeway.yaml");
  }

  /** Deletes the folder and all in it. */
  void delete() throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
