import { readFile } from "node:fs/promises";
import { createStage, type Stage } from "../support/stage.ts";
import { readWorld } from "../world/world.ts";
import { printComments, printCheck, printSummary, say } from "./print.ts";

const SCENARIO = new URL("./scenario/", import.meta.url);
const REPOSITORY = "acme/orders";
const FILE = "infra/prod/main.tf";
const PLACE = { account: "111122223333", region: "eu-west-1" };

/** The story of one pull request: what Plumbline says of it, a push that mends one thing, a live repair that mends the rest. */
async function main(): Promise<void> {
  const stage = await createStage({ world: await readWorld(new URL("world.json", SCENARIO).pathname), owner: "acme" });
  try {
    await stage.start();
    await tell(stage);
  } finally {
    await stage.close();
  }
}

async function tell(stage: Stage): Promise<void> {
  const { github, aws } = stage;
  const trust = { externalId: stage.externalId };
  aws.world.setRole(PLACE.account, "plumbline-read", { trust, deny: ["lambda:GetFunction"] });
  await github.createRepository({
    name: REPOSITORY,
    files: { ".github/plumbline.yml": await scenario("plumbline.yml"), [FILE]: await scenario(`base/${FILE}`) },
    collaborators: { dev: "write" },
  });
  await github.install("acme");

  say("A pull request changes infra/prod/main.tf.");
  const opened = await github.push(REPOSITORY, { branch: "billing", from: "main", files: { [FILE]: await scenario(`change/${FILE}`) }, message: "Bill from the ledger", by: "dev" });
  const pull = await github.openPull(REPOSITORY, { head: "billing", title: "Bill from the ledger", by: "dev" });
  let run = await stage.concluded(REPOSITORY, opened);
  printComments(github, REPOSITORY, pull);
  printSummary(github, REPOSITORY, pull);
  printCheck(run);

  say("A push corrects the queue's name.");
  const fixed = await github.push(REPOSITORY, { branch: "billing", files: { [FILE]: await scenario(`fix/${FILE}`) }, message: "Name the queue that is there", by: "dev" });
  run = await stage.concluded(REPOSITORY, fixed);
  printSummary(github, REPOSITORY, pull);
  printCheck(run);

  say("Someone repairs the account, allows the read that was denied, and comments /drift recheck.");
  repair(stage);
  await github.comment(REPOSITORY, pull, "/drift recheck", "dev");
  run = await stage.concluded(REPOSITORY, fixed, run.id);
  printSummary(github, REPOSITORY, pull);
  printCheck(run);
  if (run.conclusion !== "success") throw new Error("the check should be green by now");
  for (const problem of github.problems) throw new Error(`GitHub would have refused: ${JSON.stringify(problem)}`);
}

/** The hotfix is taken back, the index built, the foreign topic removed. */
function repair({ aws, externalId }: Stage): void {
  const queue = "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices";
  aws.world.setRole(PLACE.account, "plumbline-read", { trust: { externalId } });
  aws.world.setResource(PLACE, {
    type: "AWS::SQS::Queue",
    identifier: queue,
    properties: { VisibilityTimeout: 30, MessageRetentionPeriod: 1_209_600 },
  });
  aws.world.setResource(PLACE, {
    type: "AWS::DynamoDB::Table",
    identifier: "accounts",
    properties: {
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "email", AttributeType: "S" },
      ],
      GlobalSecondaryIndexes: [
        { IndexName: "by_email", KeySchema: [{ AttributeName: "email", KeyType: "HASH" }], Projection: { ProjectionType: "ALL" } },
      ],
    },
  });
  aws.world.removeResource(PLACE, "AWS::SNS::Topic", "arn:aws:sns:eu-west-1:111122223333:billing-alerts");
}

function scenario(name: string): Promise<string> {
  return readFile(new URL(name, SCENARIO), "utf8");
}

await main();
