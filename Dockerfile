# The image of one service: docker build --build-arg SERVICE=card --build-arg VERSION=$(git rev-parse HEAD) .
#
# All stages except the last run on the build machine, and the last stage runs no command. So an image for another
# CPU architecture (--platform linux/arm64) needs no emulation. This file needs BuildKit.

# The repository and all its packages.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS workspace
WORKDIR /workspace
COPY package.json package-lock.json ./
COPY tools/workspace/collection tools/workspace/collection
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY . .

# Runs the local replacements for cloud services in docker-compose.yml.
FROM workspace AS tools
RUN NX_DAEMON=false node_modules/.bin/nx build web
RUN install -d -o node -g node /data
USER node

FROM workspace AS build
ARG SERVICE
RUN NX_DAEMON=false node_modules/.bin/nx build "${SERVICE:?say which service to build}"

# The packages that are not in the bundle, in the versions of package-lock.json, without files that Node never loads.
FROM --platform=$BUILDPLATFORM node:24-bookworm-slim AS dependencies
ARG SERVICE
WORKDIR /service
COPY --from=build /workspace/dist/apps/${SERVICE}/package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
 && find node_modules -type f \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -name '*.md' \) -delete \
 && rm -f node_modules/.package-lock.json \
 && find node_modules -type d -empty -delete

# The service with V8's compile cache, for the user that runs it. V8 ignores a cache from another CPU architecture.
FROM dependencies AS compiled
ARG SERVICE
COPY --from=build /workspace/dist/apps/${SERVICE} ./
RUN chown node .
USER node
RUN node --enable-source-maps --max-semi-space-size=4 main.js load

FROM node:24-bookworm-slim
ARG SERVICE
ARG VERSION=dev
LABEL org.opencontainers.image.title="qred-${SERVICE}" \
      org.opencontainers.image.vendor="Qred" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${VERSION}"
WORKDIR /service
COPY --from=compiled /service ./
ENV NODE_ENV=production SERVICE_VERSION=${VERSION}
USER node
ENTRYPOINT ["node", "--enable-source-maps", "--max-semi-space-size=4", "main.js"]
CMD ["serve"]
