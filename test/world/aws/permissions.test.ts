import { GetResourceCommand, ListResourcesCommand } from "@aws-sdk/client-cloudcontrol";
import type { GetResourceCommandOutput } from "@aws-sdk/client-cloudcontrol";
import { afterEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { resourceSchema, roleSchema, WorldFile } from "../world.ts";
import { ACCOUNT, failure, REGION, sessionOf } from "./clients.ts";
import { startAws } from "./server.ts";
import type { EmulatedAws } from "./server.ts";

const QUEUE = `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/orders`;
const readQueue = new GetResourceCommand({ TypeName: "AWS::SQS::Queue", Identifier: QUEUE });

let aws: EmulatedAws;
afterEach(() => aws.close());

async function start(world: WorldFile) {
  aws = await startAws(world);
  return (await sessionOf(aws)).cloudcontrol;
}

type Resources = z.input<typeof resourceSchema>[];

function worldOf(resources: Resources, role: z.input<typeof roleSchema> = {}): WorldFile {
  return { accounts: { [ACCOUNT]: { roles: { "plumbline-read": role }, regions: { [REGION]: { resources } } } } };
}

/** A session policy that allows these actions and nothing else. */
function policy(...Action: string[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
}

const oneQueue = [
  {
    type: "AWS::SQS::Queue",
    identifier: QUEUE,
    properties: { VisibilityTimeout: 300, Tags: [{ Key: "team", Value: "orders" }] },
  },
];

async function propertiesOf(call: Promise<GetResourceCommandOutput>): Promise<unknown> {
  return JSON.parse((await call).ResourceDescription?.Properties ?? "");
}

describe("permissions", () => {
  test("without cloudformation:GetResource Cloud Control itself refuses, with an error that its model does not have", async () => {
    const client = await start(worldOf(oneQueue, { allow: ["sqs:*"] }));
    expect(await failure(client.send(readQueue))).toEqual({
      name: "AccessDeniedException",
      status: 400,
      message: `User: arn:aws:sts::${ACCOUNT}:assumed-role/plumbline-read/o-r-7 is not authorized to perform: cloudformation:GetResource on resource: arn:aws:cloudformation:${REGION}:${ACCOUNT}:resource/* because no identity-based policy allows the cloudformation:GetResource action`,
      requestId: aws.requests.at(-1)?.requestId,
    });
  });

  test("without the handler's main action the handler's refusal is passed on, also for what is not there", async () => {
    const client = await start(worldOf([], { deny: ["sqs:GetQueueAttributes"] }));
    const error = await failure(client.send(readQueue));
    expect(error.name).toBe("GeneralServiceException");
    expect(error.message).toContain(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/plumbline-read/o-r-7 is not authorized to perform: sqs:getqueueattributes on resource: arn:aws:sqs:${REGION}:${ACCOUNT}:orders with an explicit deny in an identity-based policy (Service: Sqs, Status Code: 403`,
    );
    expect(error.message).toContain("HandlerErrorCode: AccessDenied");
  });

  test("some handlers' refusals come as AccessDeniedException", async () => {
    const client = await start(worldOf([], { deny: ["kms:*"] }));
    const error = await failure(
      client.send(new GetResourceCommand({ TypeName: "AWS::KMS::Alias", Identifier: "alias/x" })),
    );
    expect(error.name).toBe("AccessDeniedException");
    expect(error.message).toContain("HandlerErrorCode: AccessDenied");
  });

  test("a swallowed sub-call leaves its properties out and says nothing", async () => {
    const client = await start(worldOf(oneQueue, { deny: ["sqs:ListQueueTags"] }));
    const properties = await propertiesOf(client.send(readQueue));
    expect(properties).toHaveProperty("VisibilityTimeout", 300);
    expect(properties).not.toHaveProperty("Tags");
  });

  test("a sub-call that is not swallowed fails the read", async () => {
    const role = { type: "AWS::IAM::Role", identifier: "worker" };
    const client = await start(worldOf([role], { deny: ["iam:ListAttachedRolePolicies"] }));
    const error = await failure(
      client.send(new GetResourceCommand({ TypeName: "AWS::IAM::Role", Identifier: "worker" })),
    );
    expect(error.message).toContain("iam:ListAttachedRolePolicies");
  });

  test("a session policy narrows what the role allows, the handler's actions included", async () => {
    aws = await startAws(worldOf(oneQueue));
    const enough = await sessionOf(aws, {
      Policy: policy("cloudformation:GetResource", "SQS:Get*", "sqs:ListQueueTags"),
    });
    await enough.cloudcontrol.send(readQueue);
    expect(aws.requests.at(-1)?.sessionPolicy).toBe(
      policy("cloudformation:GetResource", "SQS:Get*", "sqs:ListQueueTags"),
    );
    const noHandler = await sessionOf(aws, { Policy: policy("cloudformation:GetResource") });
    expect((await failure(noHandler.cloudcontrol.send(readQueue))).message).toContain(
      "because no session policy allows the sqs:getqueueattributes action",
    );
    const nothing = await sessionOf(aws, { Policy: policy("s3:*") });
    expect((await failure(nothing.cloudcontrol.send(readQueue))).message).toContain(
      "because no session policy allows the cloudformation:GetResource action",
    );
    const denied = await sessionOf(aws, {
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          { Effect: "Allow", Action: "*", Resource: "*" },
          { Effect: "Deny", Action: "sqs:Get*", Resource: `arn:aws:sqs:*:*:ord*` },
        ],
      }),
    });
    expect((await failure(denied.cloudcontrol.send(readQueue))).message).toContain(
      "with an explicit deny in a session policy",
    );
  });

  test("a session policy cannot give what the role does not", async () => {
    aws = await startAws(worldOf(oneQueue, { allow: ["cloudformation:*"] }));
    const session = await sessionOf(aws, {
      Policy: JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
    });
    expect((await failure(session.cloudcontrol.send(readQueue))).message).toContain(
      "because no identity-based policy allows the sqs:getqueueattributes action",
    );
  });

  test("a listing needs all of its handler's actions", async () => {
    const client = await start(worldOf([], { deny: ["ecs:ListClusters"] }));
    const error = await failure(client.send(new ListResourcesCommand({ TypeName: "AWS::ECS::Service" })));
    expect(error.message).toContain("ecs:ListClusters");
  });
});
