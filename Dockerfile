# The image of the service, for linux/arm64 and linux/amd64.
#
#   docker buildx build --platform linux/arm64 -t voxbus .
#   container/build arm64                                    # the same without Docker: see docs/container.md
#
# Files that differ between two builds of one revision are a fault: everything has the time SOURCE_DATE_EPOCH.

ARG MAVEN_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25
ARG JDK_IMAGE=docker.io/library/eclipse-temurin:25-jdk
ARG BASE_IMAGE=docker.io/library/debian:trixie-slim

# An image whose folder /parts was made elsewhere takes the place of the first stage.
ARG PARTS=build

# ---- What is the same for every processor, built on the builder's own.
FROM --platform=$BUILDPLATFORM ${MAVEN_IMAGE} AS build
ARG SOURCE_DATE_EPOCH=1764547200
ARG MAVEN_ARGS=
WORKDIR /src
COPY . .
RUN container/parts /parts

FROM ${PARTS} AS parts

# ---- What is made for the one processor: by its own Java, under emulation where it is not the builder's.
FROM ${JDK_IMAGE} AS target
ARG SOURCE_DATE_EPOCH=1764547200
COPY --from=parts /parts /opt/voxbus
COPY container/runtime /tmp/runtime
RUN /tmp/runtime /opt/voxbus

# ---- The image: from what rarely changes to what often does.
FROM ${BASE_IMAGE}
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
