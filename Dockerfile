# The app in an image: built from the lockfile, run by the image's own Node as a user without rights.
# How it is used: compose.yaml and docs/server.md.

# What runs: no tools of the tests, and no package for one platform alone, among which is the Node that the npm scripts bring.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY .npmrc package.json package-lock.json ./
RUN npm ci --omit=dev --omit=optional

# What builds: with this platform's own packages.
FROM packages AS build
RUN npm ci --omit=dev
COPY index.html vite.config.ts ./
COPY public public
COPY src src
# Whoever cloned it may have kept the files to themselves: the user who runs it has to read them.
RUN node src/server/commands/build.ts && chmod -R a+rX dist dist-server src package.json

FROM node:24-bookworm-slim
# Nothing is installed in what runs.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn* /usr/local/bin/npm /usr/local/bin/npx \
    /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg \
  && install -d -o node -g node -m 700 /data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/package.json package.json
COPY --from=build /app/dist dist
COPY --from=build /app/dist-server dist-server
# For the commands, like manager-link: they run from source.
COPY --from=build /app/src/contract src/contract
COPY --from=build /app/src/domain src/domain
COPY --from=build /app/src/server src/server
ENV NODE_ENV=production \
  NODE_OPTIONS="--disable-warning=ExperimentalWarning --max-semi-space-size=2" \
  HOST=0.0.0.0 \
  PORT=8787 \
  DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1: it hears SIGTERM, finishes what it took and ends within ten seconds.
CMD ["node", "dist-server/main.js"]
