# The image of one service: docker build --build-arg SERVICE=card --build-arg VERSION=$(git rev-parse HEAD) .
#
# An image for another CPU architecture (--platform linux/arm64) needs no emulation. The last stage runs no command, and
# all other stages use the architecture of the build machine. This file needs BuildKit.

# The base images are pinned, so that a commit gives the same image on any day. A build argument can replace each of them.
ARG BUILD_NODE=pinned-build-node
ARG NODE=pinned-node
ARG BASE=pinned-base
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS pinned-build-node
FROM node:24-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6 AS pinned-node
FROM debian:bookworm-slim@sha256:96e378d7e6531ac9a15ad505478fcc2e69f371b10f5cdf87857c4b8188404716 AS pinned-base

# The repository and all its packages.
FROM ${BUILD_NODE} AS workspace
WORKDIR /workspace
COPY package.json package-lock.json ./
COPY tools/workspace/collection tools/workspace/collection
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .

FROM workspace AS build
ARG SERVICE
RUN NX_DAEMON=false node_modules/.bin/nx build "${SERVICE:?say which service to build}"

# Installs the packages that are not in the bundle, and deletes files that Node never loads.
FROM ${BUILD_NODE} AS dependencies
ARG SERVICE
WORKDIR /service
COPY --from=build /workspace/dist/apps/${SERVICE}/package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -name '*.md' \) -delete \
 && rm -f node_modules/.package-lock.json \
 && find node_modules -type d -empty -delete

# Adds V8's compile cache, as the user that later runs the service. V8 ignores a cache from another CPU architecture.
FROM dependencies AS compiled
ARG SERVICE
COPY --from=build /workspace/dist/apps/${SERVICE} ./
RUN chown node .
USER node
RUN node --enable-source-maps --max-semi-space-size=4 main.js load

FROM ${NODE} AS node

# Debian with Node, but without npm.
FROM ${BASE}
ARG SERVICE
ARG VERSION=dev
LABEL org.opencontainers.image.title="qred-${SERVICE}" \
      org.opencontainers.image.vendor="Qred" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${VERSION}"
WORKDIR /service
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=compiled /service ./
ENV NODE_ENV=production SERVICE_VERSION=${VERSION}
# The user `node` of the build stages, who owns the files.
USER 1000:1000
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=4", "main.js"]
CMD ["serve"]
