# The image of the service, for linux/arm64 and linux/amd64.
#
#   docker buildx build --platform linux/arm64 -t voxbus .
#   container/build arm64                                    # the same without Docker: see docs/container.md
#
# Files that differ between two builds of one revision are a fault: everything has the time SOURCE_DATE_EPOCH.

ARG MAVEN_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG BASE_IMAGE=docker.io/library/debian:trixie-slim

# Images that were made elsewhere take the place of the first two stages: with a folder /parts, with a JDK, and with the
# folder /jmods, the modules of the target's JDK, of the same version.
ARG PARTS=build
ARG JDK=jdk
ARG JMODS=jdk

# "left-out" makes an image without the archive of classes, so that nothing of the target has to run.
ARG ARCHIVE=dumped

# A stage without a platform would have that of the one before in buildah, so those of the target name theirs.

# ---- What is the same for every processor, built on the builder's own.
FROM --platform=$BUILDPLATFORM ${MAVEN_IMAGE} AS build
ARG SOURCE_DATE_EPOCH=1764547200
ARG MAVEN_ARGS=
WORKDIR /src
COPY . .
RUN container/parts /parts

FROM --platform=$BUILDPLATFORM ${BASE_IMAGE} AS jdk
ARG TARGETARCH
COPY container/jdk /tmp/jdk
RUN /tmp/jdk "$TARGETARCH"

FROM ${PARTS} AS parts
FROM ${JMODS} AS jmods

# ---- Java for the target, linked by the builder's own.
FROM --platform=$BUILDPLATFORM ${JDK} AS left-out
ARG SOURCE_DATE_EPOCH=1764547200
ARG TARGETARCH
COPY --from=jmods /jmods /jmods
COPY --from=parts /parts /opt/voxbus
COPY container/runtime /tmp/runtime
RUN /tmp/runtime /opt/voxbus "$TARGETARCH"

# ---- The archive of classes: the one thing that the target's Java makes, under emulation where it is not the builder's.
FROM --platform=$TARGETPLATFORM ${BASE_IMAGE} AS dump
COPY --from=left-out /opt/voxbus /opt/voxbus
COPY --from=left-out /tmp/classes /tmp/dump /tmp/
RUN ["/opt/voxbus/runtime/bin/java", "@/tmp/dump"]

FROM left-out AS dumped
ARG SOURCE_DATE_EPOCH=1764547200
COPY --from=dump /opt/voxbus/lib/classes.jsa /opt/voxbus/lib/
RUN chmod 644 /opt/voxbus/lib/classes.jsa && /tmp/runtime --same-time /opt/voxbus

FROM ${ARCHIVE} AS target

# ---- The image: from what rarely changes to what often does.
FROM --platform=$TARGETPLATFORM ${BASE_IMAGE}
# For journal and models: a volume takes the owner of the folder on which it is mounted.
COPY --from=target --chown=65532:65532 /tmp/data /data
COPY --from=target /opt/voxbus/runtime /opt/voxbus/runtime
COPY --from=target /opt/voxbus/native /opt/voxbus/native
COPY --from=target /opt/voxbus/lib /opt/voxbus/lib
COPY --from=target /opt/voxbus/module /opt/voxbus/module
COPY --from=target /opt/voxbus/app /opt/voxbus/app

ARG VERSION=0.1.0
ARG REVISION=unknown
ARG CREATED=
ARG MODEL_ID=
ARG MODEL_HASH=
ARG CATALOGUE_HASH=
LABEL org.opencontainers.image.title="Voxbus" \
      org.opencontainers.image.description="Turns speech transcripts into checked vehicle commands" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.created="$CREATED" \
      io.voxbus.model.id="$MODEL_ID" \
      io.voxbus.model.hash="$MODEL_HASH" \
      io.voxbus.catalogue.hash="$CATALOGUE_HASH" \
      io.voxbus.state.format="1"

# glibc would keep a heap for each thread.
ENV MALLOC_ARENA_MAX=2
USER 65532:65532
WORKDIR /opt/voxbus
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["/opt/voxbus/runtime/bin/java", "@/opt/voxbus/app/options", "io.voxbus.module.app.HealthCheck", "127.0.0.1:9464"]
ENTRYPOINT ["/opt/voxbus/runtime/bin/java", "@/opt/voxbus/app/options", "io.voxbus.canbridge.VoxbusOnBoard"]
CMD ["serve", "--board", "/opt/voxbus/app/board-configs/virtual", "--http", "127.0.0.1:9464"]
