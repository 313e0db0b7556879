import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, createProbot } from "probot";
import { expect, it, onTestFinished } from "vitest";
import { at, secret, start, withPull } from "./support.ts";

it("an unmodified Probot App receives a webhook, verifies it, and answers through GHE_HOST", async () => {
  const github = await start();
  const probot = createProbot({
    env: {
      APP_ID: String(github.appId),
      PRIVATE_KEY: github.privateKey,
      WEBHOOK_SECRET: secret,
      GHE_HOST: github.host,
      GHE_PROTOCOL: "http",
      LOG_LEVEL: "fatal",
    },
  });
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on("pull_request.opened", async (context) => {
        const head_sha = context.payload.pull_request.head.sha;
        await context.octokit.rest.checks.create(context.repo({ name: "Probot", head_sha, status: "in_progress" }));
        const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) { nameWithOwner } }`;
        const found = await context.octokit.graphql<{ repository: { nameWithOwner: string } }>(query, context.repo());
        await context.octokit.rest.issues.createComment(
          context.issue({ body: `Hello from ${found.repository.nameWithOwner}` }),
        );
      });
    },
    { probot },
  );
  const server = createServer((request, response) => void middleware(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  github.setWebhookUrl(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/github/webhooks`);

  const { number } = await withPull(github);
  expect(github.deliveries.find((one) => one.action === "opened")).toMatchObject({ outcome: "answered", status: 200 });
  expect(github.issueComments(`${at.owner}/${at.repo}`, number)).toMatchObject([
    { body: "Hello from acme/infra", by: "plumbline[bot]" },
  ]);
  expect(github.checkRuns("acme/infra")).toMatchObject([{ name: "Probot", status: "in_progress" }]);

  github.setWebhookSecret("another");
  await github.closePull("acme/infra", number);
  expect(github.deliveries.at(-1)).toMatchObject({ event: "pull_request", status: 400 });
  expect(github.problems).toEqual([]);
});
