# Two base images, both to be replaced by build arguments where others are wanted:
# BUILD_IMAGE needs a JDK 17 and Maven, RUNTIME_IMAGE a Java 17 runtime.
ARG BUILD_IMAGE=maven:3.9.11-eclipse-temurin-17
ARG RUNTIME_IMAGE=eclipse-temurin:17-jre-noble

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
# The local repository is kept between builds of this machine, not in the image.
RUN --mount=type=cache,target=/var/cache/maven \
    mvn --batch-mode --no-transfer-progress -Dmaven.repo.local=/var/cache/maven \
      -pl app,drift-streams/flink -am -DskipTests -Dspotless.check.skip -Dleeway.job.skip=true install \
 && mvn --batch-mode --no-transfer-progress -Dmaven.repo.local=/var/cache/maven \
      -pl app dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=/out/lib \
 && cp app/target/leeway-app.jar /out/lib/ \
 && mkdir /out/flink \
 && cp -r drift-streams/flink/target/lib drift-streams/flink/target/leeway-flink.jar /out/flink/ \
 && javac -d /out/health deploy/docker/Health.java

FROM ${RUNTIME_IMAGE}
COPY --from=build /out/lib /opt/leeway/lib
# A process of its own, with its own Kafka client: never on one class path with the above.
COPY --from=build /out/flink /opt/leeway/flink
COPY --from=build /out/health /opt/leeway/health
COPY deploy/docker/standalone.yaml /etc/leeway/leeway.yaml
RUN mkdir -p /var/lib/leeway && chown 65532:65532 /var/lib/leeway

USER 65532:65532
# The process reads leeway.yaml and the folder monitors where it starts.
WORKDIR /etc/leeway
VOLUME /var/lib/leeway
EXPOSE 8080 8081

HEALTHCHECK --interval=10s --timeout=10s --start-period=60s --retries=6 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-cp", "/opt/leeway/health", "Health", "http://127.0.0.1:8080/health"]

# The heap takes 60 % of the container's memory; RocksDB, SQLite and buffers live beside it.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+UseParallelGC", "-XX:+ExitOnOutOfMemoryError", "-cp", "/opt/leeway/lib/*", "dev.leeway.app.cli.Leeway"]
CMD ["up"]
