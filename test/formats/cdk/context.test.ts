import { describe, expect, it } from "vitest";

import { parseKey } from "../../../src/formats/cdk/context/key.ts";
import { sliceOf } from "../../../src/changes/slice.ts";
import { declareApp, lookupsOf, PLACE, problemsOf, summary } from "./declaring.ts";

const ASSEMBLY = { "app/cdk.out/manifest.json": '{"version":"55.0.0","artifacts":{}}' };
const AT = "account=111122223333";
const IN = "region=eu-west-1";

function app(context: string, settings = "{}"): Record<string, string> {
  return { "app/cdk.json": settings, "app/cdk.context.json": context, ...ASSEMBLY };
}

describe("the keys", () => {
  it("are taken apart as CDK puts them together", () => {
    expect(parseKey(`vpc-provider:${AT}:filter.tag:Name=ma$in$:x=y:${IN}:returnAsymmetricSubnets=true`)).toEqual({
      provider: "vpc-provider",
      query: new Map([
        ["account", "111122223333"],
        ["filter.tag:Name", "ma$in:x=y"],
        ["region", "eu-west-1"],
        ["returnAsymmetricSubnets", "true"],
      ]),
    });
    expect(parseKey(`cc-api-provider:${AT}:typeName=AWS$:$:IAM$:$:Role`)?.query.get("typeName")).toBe("AWS::IAM::Role");
  });

  it.each([
    "@aws-cdk/core:newStyleStackSynthesis",
    "stage",
    "ssm",
    "ssm:",
    "ssm:nothing",
    "acknowledged-issue-numbers",
    "__proto__",
  ])("that are no look-up are none: %s", (key) => {
    expect(parseKey(key)).toBeUndefined();
  });
});

it("reads every look-up on its line, and ignores all else", async () => {
  const context = JSON.stringify(
    {
      "@aws-cdk/core:checkSecretUsage": true,
      [`hosted-zone:${AT}:domainName=example.com:${IN}`]: { Id: "/hostedzone/Z1", Name: "example.com." },
      [`ami:${AT}:owners.0=amazon:region=us-east-1`]: "ami-1",
      stage: "prod",
    },
    null,
    2,
  );
  const units = await declareApp(app(context));
  expect(lookupsOf(units).map(summary)).toEqual([
    "AWS::Route53::HostedZone Z1 in 111122223333/eu-west-1 at 4",
    "ec2:Image ami-1 in 111122223333/us-east-1 at 7",
  ]);
  expect(lookupsOf(units).map(({ kept }) => kept?.reset)).toEqual([
    ["cdk", "context", "--reset", `hosted-zone:${AT}:domainName=example.com:${IN}`],
    ["cdk", "context", "--reset", `ami:${AT}:owners.0=amazon:region=us-east-1`],
  ]);
  expect(problemsOf(units)).toEqual([]);
});

it("knows no command for what is written into cdk.json", async () => {
  const settings = JSON.stringify({ context: { [`ami:${AT}:${IN}`]: "ami-1", other: {} } });
  const units = await declareApp(app("{}", settings));
  expect(lookupsOf(units).map(({ kept, source }) => [source.path, kept?.reset])).toEqual([["app/cdk.json", null]]);
});

it("says on which line a value is not what CDK keeps, and reads the others", async () => {
  const context = `{
  "ami:${AT}:${IN}": 7,
  "vpc-provider:${AT}:${IN}": { "vpcId": null },
  "availability-zones:${AT}:${IN}": ["eu-west-1a", 3],
  "cc-api-provider:${AT}:${IN}:typeName=AWS$:$:IAM$:$:Role": [{ "Arn": "x" }, { "Identifier": "deploy", "Arn": "y" }],
  "key-provider:${AT}:aliasName=alias/a:${IN}": "k",
  "ssm:${AT}:parameterName=/a:${IN}": "v"
}`;
  const units = await declareApp(app(context));
  expect(problemsOf(units).map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
  expect(lookupsOf(units).map(summary)).toEqual([
    "AWS::IAM::Role deploy in 111122223333/eu-west-1 at 5",
    "AWS::SSM::Parameter /a in 111122223333/eu-west-1 at 7",
  ]);
});

it.each([
  ["no JSON", "{\n  // a comment\n}", 2],
  ["text that ends too early", '{\n  "a": 1', 2],
  ["nothing", "", 1],
  ["no object", "[]", 1],
])("%s is a problem with its line", async (_name, context, line) => {
  const units = await declareApp({
    ...app(context),
    "app/bin/app.ts": 'import { Bucket } from "aws-cdk-lib/aws-s3";\nBucket.fromBucketName(s, "B", "logs");',
  });
  expect(problemsOf(units)).toMatchObject([{ path: "app/cdk.context.json", line }]);
  expect(lookupsOf(units).map(summary)).toEqual(["AWS::S3::Bucket logs in 111122223333/eu-west-1 at 2"]);
});

it("hides what may be a secret of a type that nobody has looked at", async () => {
  const key = `cc-api-provider:${AT}:exactIdentifier=r:${IN}:typeName=AWS$:$:Some$:$:Thing`;
  const units = await declareApp(
    app(JSON.stringify({ [key]: [{ Token: "t", "Endpoint.Address": "a", ThingArn: "b" }] })),
  );
  const [block] = lookupsOf(units);
  expect(block).toMatchObject({ type: null, formatType: "AWS::Some::Thing" });
  expect(block?.kept?.values.map(({ path, sensitive }) => [path, sensitive ?? false])).toEqual([
    ["Token", true],
    ["Endpoint/Address", false],
    ["ThingArn", false],
  ]);
});

it("has every change of the app lean on all that it keeps", async () => {
  const context = JSON.stringify({ [`ami:${AT}:${IN}`]: "ami-1", [`availability-zones:${AT}:${IN}`]: ["eu-west-1a"] });
  const slice = async (file: string): Promise<readonly string[]> => {
    const sides = await Promise.all(["one", "two"].map((text) => declareApp({ ...app(context), [file]: text })));
    const [base = null, head = null] = sides.map((units) => units.get("app") ?? null);
    return sliceOf("app", base, head).items.map(
      ({ head: block }) => block?.address.replace(/:account.*"\]/, '"]') ?? "",
    );
  };
  expect(await slice("app/lib/stack.ts")).toEqual([
    "app",
    'context["ami"]',
    'context["availability-zones"].eu-west-1a',
  ]);
  expect(await slice("app/config/prod.json")).toEqual([
    "app",
    'context["ami"]',
    'context["availability-zones"].eu-west-1a',
  ]);
  expect(await slice("app/README.md")).toEqual([]);
  expect(await slice("app/test/stack.test.ts")).toEqual([]);
  expect(await slice("other/lib/stack.ts")).toEqual([]);
});

it("leaves each look-up to the one target that it is about, where several have the same root", async () => {
  const staging = { ...PLACE, account: "444455556666" };
  const context = JSON.stringify({
    [`ami:${AT}:${IN}`]: "ami-1",
    [`ami:account=444455556666:${IN}`]: "ami-2",
    [`ami:account=777788889999:${IN}`]: "ami-3",
  });
  const source = 'import { Bucket } from "aws-cdk-lib/aws-s3";\nBucket.fromBucketName(s, "B", process.env.B);';
  const all = { "app/cdk.json": "{}", "app/cdk.context.json": context, "app/bin/app.ts": source };
  const named = async (place: typeof PLACE): Promise<readonly string[]> =>
    lookupsOf(await declareApp(all, { place, siblings: [PLACE, staging] })).map((block) => summary(block).slice(0, 15));
  expect(await named(PLACE)).toEqual(["ec2:Image ami-1", "ec2:Image ami-3", "AWS::S3::Bucket"]);
  expect(await named(staging)).toEqual(["ec2:Image ami-2"]);
});
