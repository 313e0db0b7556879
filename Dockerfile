# Dependencies only: neither npm nor its cache gets into the image that runs.
FROM node:24-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# The optional dependencies are Node itself, for machines that have an older one.
RUN npm ci --omit=dev --omit=optional

FROM node:24-slim
ENV NODE_ENV=production DATA_DIR=/data HOST=0.0.0.0 PORT=3000
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY package.json ./
COPY src ./src
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that it gets SIGTERM and hands its jobs back. Allow it 30 seconds. The options are those of
# scripts/node.mjs, and keep its heap small.
CMD ["node", "--max-semi-space-size=16", "--max-old-space-size=1536", "src/server.ts"]
