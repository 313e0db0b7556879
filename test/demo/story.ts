import { readFile } from "node:fs/promises";
import { createStage, type Stage } from "../support/stage.ts";
import { readWorld } from "../world/world.ts";

const SCENARIO = new URL("./scenario/", import.meta.url);
const PLACE = { account: "111122223333", region: "eu-west-1" };

export const REPOSITORY = "acme/orders";
export const FILE = "infra/prod/main.tf";

type CheckRun = Awaited<ReturnType<Stage["concluded"]>>;

/** Sets the stage: the account of the scenario, a repository with its configuration, the App installed. */
export async function setStage(): Promise<Stage> {
  const stage = await createStage({ world: await readWorld(new URL("world.json", SCENARIO).pathname), owner: "acme" });
  stage.aws.world.setRole(PLACE.account, "plumbline-read", {
    trust: { externalId: stage.externalId },
    deny: ["lambda:GetFunction"],
  });
  await stage.start();
  await stage.github.createRepository({
    name: REPOSITORY,
    files: { ".github/plumbline.yml": await scenario("plumbline.yml"), [FILE]: await scenario(`base/${FILE}`) },
    collaborators: { dev: "write" },
  });
  await stage.github.install("acme");
  return stage;
}

/** Someone opens the pull request. */
export async function openPull(stage: Stage): Promise<{ readonly pull: number; readonly run: CheckRun }> {
  const sha = await push(stage, "change", "Bill from the ledger");
  const pull = await stage.github.openPull(REPOSITORY, { head: "billing", title: "Bill from the ledger", by: "dev" });
  return { pull, run: await stage.concluded(REPOSITORY, sha) };
}

/** A push names a queue that is there. */
export async function pushFix(stage: Stage): Promise<CheckRun> {
  return stage.concluded(REPOSITORY, await push(stage, "fix", "Name the queue that is there"));
}

/** The account is repaired, the denied read allowed, and someone asks to look again. */
export async function repairAndRecheck(stage: Stage, pull: number, before: CheckRun): Promise<CheckRun> {
  repair(stage);
  await stage.github.comment(REPOSITORY, pull, "/drift recheck", "dev");
  return stage.concluded(REPOSITORY, before.headSha, before.id);
}

async function push({ github }: Stage, step: "change" | "fix", message: string): Promise<string> {
  const files = { [FILE]: await scenario(`${step}/${FILE}`) };
  const from = step === "change" ? { from: "main" } : {};
  return github.push(REPOSITORY, { branch: "billing", files, message, by: "dev", ...from });
}

/** The hotfix is taken back, the index built, the foreign topic removed. */
function repair({ aws, externalId }: Stage): void {
  aws.world.setRole(PLACE.account, "plumbline-read", { trust: { externalId } });
  aws.world.setResource(PLACE, {
    type: "AWS::SQS::Queue",
    identifier: "https://sqs.eu-west-1.amazonaws.com/111122223333/invoices",
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
        {
          IndexName: "by_email",
          KeySchema: [{ AttributeName: "email", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
    },
  });
  aws.world.removeResource(PLACE, "AWS::SNS::Topic", "arn:aws:sns:eu-west-1:111122223333:billing-alerts");
}

export function scenario(name: string): Promise<string> {
  return readFile(new URL(name, SCENARIO), "utf8");
}
