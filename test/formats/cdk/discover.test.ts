import { afterAll, expect, it } from "vitest";

import { discoverRoots } from "../../../src/formats/discover.ts";
import { createParserPool } from "../../../src/formats/parsing/pool.ts";
import { treeOf } from "../cloudformation/declaring.ts";
import type { TestFiles } from "../cloudformation/declaring.ts";

const parsers = createParserPool({ workers: 1 });
afterAll(() => parsers.close());

function discover(files: TestFiles): ReturnType<typeof discoverRoots> {
  const tree = treeOf(files);
  return discoverRoots({ base: tree, head: tree, changed: new Set(), conflicts: new Set() }, parsers);
}

it("takes a CDK app for a root, with the account of its look-ups, and not the folder that it is synthesized into", async () => {
  const context = { "ssm:account=111122223333:parameterName=/a:region=eu-west-1": "v" };
  const template = JSON.stringify({ Resources: { Queue: { Type: "AWS::SQS::Queue" } } });
  const roots = await discover({
    "infra/cdk.json": "{}",
    "infra/cdk.context.json": JSON.stringify(context),
    "infra/cdk.out/manifest.json": '{"artifacts":{}}',
    "infra/cdk.out/A.template.json": template,
    "other/cdk.json": "{}",
  });
  expect(roots).toEqual([
    { root: "infra", format: "cdk", account: "111122223333", region: null },
    { root: "other", format: "cdk", account: null, region: null },
  ]);
});
