/* oxlint-disable no-new -- a construct makes itself known to its scope */
import { rmSync, mkdtempSync, readdirSync, cpSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { App, Duration, NestedStack, RemovalPolicy, Stack, Stage } from "aws-cdk-lib";
import { AttributeType, Table } from "aws-cdk-lib/aws-dynamodb";
import { Topic } from "aws-cdk-lib/aws-sns";
import { Queue } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";

/**
 * Synthesizes the assemblies that the cases of CDK apps hold, at base and at head, as `cdk synth` writes them. Run it
 * after a change of the apps below, or for another version of aws-cdk-lib: `node test/formats/cdk/synthesize.ts`.
 */

const CASES = new URL("../../cases/", import.meta.url).pathname;
const HERE = { account: "111122223333", region: "eu-west-1" };

/** What differs between the two sides: how long a message stays hidden, in seconds. */
type Side = { readonly name: "base" | "head"; readonly seconds: number };

const SIDES: readonly Side[] = [
  { name: "base", seconds: 30 },
  { name: "head", seconds: 60 },
];

class Database extends NestedStack {
  constructor(scope: Construct, seconds: number) {
    super(scope, "Database");
    new Table(this, "Orders", {
      partitionKey: { name: "id", type: AttributeType.STRING },
      removalPolicy: seconds > 30 ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}

function ordersStack(scope: Construct, id: string, seconds: number, env?: typeof HERE, stackName?: string): Stack {
  const stack = new Stack(scope, id, { ...(env && { env }), ...(stackName && { stackName }) });
  new Queue(stack, "Queue", { visibilityTimeout: Duration.seconds(seconds) });
  return stack;
}

/** Several stacks and environments, one with a nested stack, one in a stage, one for any environment. */
function stacks(app: App, { seconds }: Side): void {
  const orders = ordersStack(app, "Orders", seconds, HERE, "orders-prod");
  new Database(orders, seconds);
  const edge = new Stack(app, "Edge", { env: { ...HERE, region: "us-east-1" } });
  new Topic(edge, "Alerts", { topicName: "alerts", displayName: `Alerts after ${seconds} s` });
  ordersStack(app, "Elsewhere", seconds, { ...HERE, account: "444455556666" });
  ordersStack(app, "Anywhere", seconds);
  ordersStack(new Stage(app, "Prod", { env: HERE }), "Payments", seconds);
}

const APPS: Readonly<Record<string, (app: App, side: Side) => void>> = { "cdk-stacks": stacks };

/** What the CLI sets for its users, and what would write down this machine's paths. */
const CONTEXT = {
  "aws:cdk:enable-asset-metadata": true,
  "aws:cdk:disable-stack-trace": true,
  "aws:cdk:version-reporting": false,
};

/** Not what says where on this machine a construct was made. */
function isKept(path: string): boolean {
  return !path.endsWith(".metadata.json") && !path.endsWith("validation-report.json");
}

for (const [name, build] of Object.entries(APPS)) {
  for (const side of SIDES) {
    const outdir = mkdtempSync(join(tmpdir(), "plumbline-cdk-"));
    const app = new App({ outdir, context: CONTEXT, treeMetadata: false, analyticsReporting: false });
    build(app, side);
    app.synth();
    const folder = join(CASES, name, side.name, "infra/cdk.out");
    rmSync(folder, { recursive: true, force: true });
    for (const file of readdirSync(outdir)) {
      cpSync(join(outdir, file), join(folder, file), { recursive: true, filter: isKept });
    }
    rmSync(outdir, { recursive: true });
  }
}
