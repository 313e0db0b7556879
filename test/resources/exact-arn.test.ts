import { expect, it } from "vitest";
import { exists } from "../../src/assumptions/exists.ts";
import type { Json } from "../../src/model/json.ts";
import type { Observation } from "../../src/model/observation.ts";
import { requestKey } from "../../src/model/observation.ts";
import { parseArn } from "../../src/resources/arn.ts";
import { findByArn } from "../../src/resources/index.ts";

const ACCOUNT = "111122223333";
const ROLE = `arn:aws:iam::${ACCOUNT}:role/pathy`;
const INDEX = `arn:aws:dynamodb:eu-west-1:${ACCOUNT}:table/orders/index/by_email`;

/** The verdict on a literal ARN when its resource is there with these properties. */
function judged(text: string, properties: { readonly [name: string]: Json }, isDeclared = false) {
  const arn = parseArn(text);
  const named = arn && findByArn(arn);
  if (!named) throw new Error(text);
  const source = { path: "main.tf", line: 1, column: 1, endLine: 1, endColumn: 2 };
  const assumption = {
    kind: "exists",
    id: "a",
    target: "prod",
    unit: "infra",
    subject: { address: "x.y", type: named.type.type, identifier: null, name: "x" },
    source: { ...source, side: "head" },
    place: { partition: "aws", account: ACCOUNT, region: "eu-west-1" },
    awaited: new Map(),
    identity: named.identity,
    blocked: null,
    by: "literal",
    arn: text,
    ...(isDeclared && { isDeclared: true as const }),
    usedBy: [],
  } as const;
  const [request] = exists.reads(assumption, new Map());
  if (!request) throw new Error("nothing is read");
  const { api, account, region, type, identifier } = request;
  const evidence = { api, outcome: "present", account, region, type, identifier, requestId: "r", at: "t" } as const;
  const observation: Observation = { request, evidence, outcome: "present", identifier, properties };
  return exists.judge(assumption, new Map([[requestKey(request), observation]]));
}

it("a role with another path is missing, and the one that is there is named", () => {
  expect(judged(ROLE, { RoleName: "pathy", Path: "/service/" })).toMatchObject({
    verdict: "stale",
    finding: "missing",
    closest: [`arn:aws:iam::${ACCOUNT}:role/service/pathy`],
  });
  expect(judged(ROLE, { RoleName: "pathy", Path: "/" })).toMatchObject({ verdict: "holds" });
});

const live = (name: string) => ({ TableName: "orders", GlobalSecondaryIndexes: [{ IndexName: name }] });

it("an index that its table does not have is missing, and those that it has are named", () => {
  expect(judged(INDEX, live("by_plan"))).toMatchObject({ finding: "missing", closest: ["by_plan"] });
  expect(judged(INDEX, live("by_email"))).toMatchObject({ verdict: "holds" });
});

it("only presence counts where the code declares the resource itself", () => {
  expect(judged(INDEX, { TableName: "orders" }, true)).toMatchObject({ verdict: "holds" });
});
