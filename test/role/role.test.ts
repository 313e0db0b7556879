import { describe, expect, it, vi } from "vitest";
import type { Done } from "../../src/cli/done.ts";
import { writeRoles } from "../../src/cli/role.ts";
import { actionsOf } from "../../src/resources/actions.ts";
import { find, readableTypes } from "../../src/resources/index.ts";
import { errorSchema } from "../../src/report/schema.ts";
import { withRepository, write, type Files } from "../support/checking.ts";
import { runCli } from "../support/cli.ts";
import { type Policy, readers, type WrittenRole } from "./written.ts";

const ACCOUNT = "111122223333";
const OTHER = "444455556666";
const CONFIG_PATH = ".github/plumbline.yml";
const TRUST = { principal: "arn:aws:iam::999988887777:role/plumbline", externalId: "5f2b=owner,1" };

function target(name: string, root: string, account = ACCOUNT, role = "team/plumbline-read", more = ""): string {
  return `  ${name}:
    root: ${root}
    account: "${account}"
    region: eu-west-1
    role: arn:aws:iam::${account}:role/${role}
${more}`;
}

function config(...targets: readonly string[]): string {
  return `version: 1\ntargets:\n${targets.join("")}`;
}

vi.stubEnv("PLUMBLINE_MODULE_HOSTS", "none");

/** What `plumbline role` writes for the configuration of a repository with these files. */
function roleFor(files: Files, args: readonly string[] = [], trust = TRUST): Promise<Done> {
  return withRepository(async (repository) => {
    await write(repository, files);
    await repository.commit("all");
    return writeRoles([`--config=${repository.folder}/${CONFIG_PATH}`, ...args, ...optionsOf(trust)]);
  });
}

function optionsOf({ principal, externalId }: Partial<typeof TRUST>): readonly string[] {
  return [
    ...(principal === undefined ? [] : [`--principal=${principal}`]),
    ...(externalId === undefined ? [] : [`--external-id=${externalId}`]),
  ];
}

/** The roles that both formats make in an account; they are the same. */
async function written(files: Files, args: readonly string[] = [], account = ACCOUNT): Promise<readonly WrittenRole[]> {
  const all = await Promise.all(
    Object.entries(readers).map(async ([format, read]) => {
      const { stdout } = await roleFor(files, [`--format=${format}`, ...args]);
      return read(stdout, account);
    }),
  );
  expect(all[0]).toEqual(all[1]);
  return all[0] ?? [];
}

function allowed(role: WrittenRole | undefined): readonly string[] {
  return actionsIn(role?.managed ?? [], "Allow");
}

function actionsIn(policies: readonly Policy[], effect: "Allow" | "Deny"): readonly string[] {
  return policies
    .flatMap(({ Statement: statements }) => statements)
    .filter(({ Effect: each }) => each === effect)
    .flatMap(({ Action: actions }) => actions)
    .toSorted();
}

function actionsOfTypes(...types: readonly string[]): readonly string[] {
  return [...new Set(types.flatMap((type) => actionsOf(find(type) ?? expect.fail(type))))].toSorted();
}

const INFRA = {
  "infra/main.tf": `variable "name" {}
resource "aws_sqs_queue" "q" {
  name = var.name
}
data "aws_sns_topic" "t" {
  name = "orders"
}
resource "random_id" "r" {
  byte_length = 2
}
`,
};

describe.concurrent("the role of a configuration", { timeout: 60_000 }, () => {
  it("allows exactly what checks of the code may ask, also where a name has no value yet", async () => {
    const [role] = await written({ ...INFRA, [CONFIG_PATH]: config(target("prod", "infra")) });
    expect(allowed(role)).toEqual(actionsOfTypes("AWS::SQS::Queue", "AWS::SNS::Topic"));
    expect(role).toMatchObject({ name: "plumbline-read", path: "/team/" });
  });

  it("trusts the principal with the ExternalId, and lets it name the run", async () => {
    const [role] = await written({ ...INFRA, [CONFIG_PATH]: config(target("prod", "infra")) });
    const principal = { AWS: TRUST.principal };
    expect(role?.trust).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Assume",
          Effect: "Allow",
          Principal: principal,
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": TRUST.externalId } },
        },
        {
          Sid: "NameTheRun",
          Effect: "Allow",
          Principal: principal,
          Action: ["sts:TagSession", "sts:SetSourceIdentity"],
        },
      ],
    });
  });

  it("denies secrets and data, whatever else is attached to it", async () => {
    const [role] = await written({ ...INFRA, [CONFIG_PATH]: config(target("prod", "infra")) });
    expect(actionsIn(role?.inline ?? [], "Allow")).toEqual([]);
    expect(actionsIn(role?.inline ?? [], "Deny")).toEqual(
      expect.arrayContaining(["secretsmanager:GetSecretValue", "ssm:GetParameter*", "kms:Decrypt", "s3:GetObject*"]),
    );
  });

  it("allows to follow stacks where a target has one, and what template and code use together", async () => {
    const template =
      "Resources:\n  Table:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      BillingMode: PAY_PER_REQUEST\n";
    const targets = [
      target("prod", "infra"),
      target("stack", "stacks/orders.yml", ACCOUNT, "team/plumbline-read", "    stack: orders\n"),
    ];
    const files = { ...INFRA, "stacks/orders.yml": template, [CONFIG_PATH]: config(...targets) };
    const roles = await written(files, ["--target=stack"]);
    expect(roles).toHaveLength(1);
    expect(allowed(roles[0])).toEqual(
      [
        ...actionsOfTypes("AWS::SQS::Queue", "AWS::SNS::Topic", "AWS::DynamoDB::Table"),
        // Where a table's throughput differs, an autoscaler may have set it.
        "application-autoscaling:DescribeScalableTargets",
        "application-autoscaling:DescribeScheduledActions",
        "cloudformation:DescribeStacks",
        "cloudformation:ListStackResources",
      ].toSorted(),
    );
  });

  it("reads a state alone, of all objects, where a target lets it", async () => {
    const backend =
      'terraform {\n  backend "s3" {\n    bucket = "states"\n    key    = "orders.tfstate"\n    region = "eu-west-1"\n  }\n}\n';
    const settings = config(target("prod", "infra", ACCOUNT, "team/plumbline-read", "    state: true\n"));
    const nameless = 'resource "aws_sqs_queue" "nameless" {}\n';
    const [role] = await written({
      ...INFRA,
      "infra/backend.tf": backend,
      "infra/nameless.tf": nameless,
      [CONFIG_PATH]: settings,
    });
    const statements = (role?.inline ?? []).flatMap(({ Statement: all }) => all);
    const state = "arn:aws:s3:::states/orders.tfstate";
    const about = (action: string) => statements.filter(({ Action: actions }) => [actions].flat().includes(action));
    expect(about("s3:GetObject")).toMatchObject([{ Effect: "Allow", Resource: [state] }]);
    expect(about("s3:GetObject*")).toMatchObject([{ Effect: "Deny", NotResource: [state] }]);
    expect(about("kms:Decrypt")).toMatchObject([
      { Effect: "Deny", Condition: { StringNotEquals: { "kms:ViaService": ["s3.eu-west-1.amazonaws.com"] } } },
      { Effect: "Allow", Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } } },
    ]);
  });

  it("is one in each account, of which a reference into it is part", async () => {
    const files = {
      ...INFRA,
      "infra/arn.tf": `locals {\n  table = "arn:aws:dynamodb:eu-west-1:${OTHER}:table/ledger"\n}\n`,
      "other/main.tf": 'resource "aws_kms_alias" "a" {\n  name          = "alias/a"\n  target_key_id = "k"\n}\n',
      [CONFIG_PATH]: config(target("prod", "infra"), target("other", "other", OTHER)),
    };
    const { stdout } = await roleFor(files, ["--format=cloudformation"]);
    for (const account of [ACCOUNT, OTHER]) {
      expect(stdout).toMatch(
        new RegExp(`IsAccount${account}:\\n\\s+Fn::Equals:\\n\\s+- Ref: "AWS::AccountId"\\n\\s+- "${account}"`),
      );
    }
    const { stdout: code } = await roleFor(files, ["--format=terraform"]);
    const [here, there] = await Promise.all([ACCOUNT, OTHER].map((account) => readers.terraform(code, account)));
    expect([here, there].map((roles) => roles?.length)).toEqual([1, 1]);
    expect(allowed(here?.[0])).toEqual(actionsOfTypes("AWS::SQS::Queue", "AWS::SNS::Topic"));
    expect(allowed(there?.[0])).toEqual(actionsOfTypes("AWS::KMS::Alias", "AWS::DynamoDB::Table"));
  });

  it("says what it could not take in", async () => {
    const files = {
      "infra/main.tf": `${INFRA["infra/main.tf"]}resource "aws_quicksight_user" "x" {}\nmodule "m" {\n  source = "git::https://nowhere.invalid/m.git"\n}\n`,
      "infra/broken.tf": "resource {",
      [CONFIG_PATH]: config(target("prod", "infra")),
    };
    const { stderr } = await roleFor(files);
    expect(stderr).toMatch(/^prod: .*does not know: aws_quicksight_user$/m);
    expect(stderr).toMatch(/^prod: .*could not be had.*: module\.m$/m);
    expect(stderr).toMatch(/^prod: .*could not be read in full.*: infra\/broken\.tf$/m);
  });
});

describe.concurrent("without code to read", { timeout: 60_000 }, () => {
  const everything = [
    ...new Set([
      ...readableTypes.flatMap(actionsOf),
      "cloudformation:DescribeStacks",
      "cloudformation:ListStackResources",
    ]),
  ].toSorted();

  it("the role allows to read every type, within IAM's limits, and says so", async () => {
    const [role] = await written({ [CONFIG_PATH]: config(target("prod", "infra")) });
    expect(allowed(role)).toEqual(everything);
    const { stderr } = await roleFor({ [CONFIG_PATH]: config(target("prod", "infra")) });
    expect(stderr).toContain("prod: no code was found in `infra`");
    expect(role?.managed.length).toBeLessThanOrEqual(10);
    for (const policy of role?.managed ?? []) expect(JSON.stringify(policy).length).toBeLessThanOrEqual(6144);
    const inline = (role?.inline ?? []).map((policy) => JSON.stringify(policy).length);
    expect(inline.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(10_240);
    expect(JSON.stringify(role?.trust).length).toBeLessThanOrEqual(2048);
  });

  it("none of its actions writes, or reads a secret or data", () => {
    const reads = /^[a-z0-9-]+:(Get|Describe|List|BatchGet|Lookup|Search)[A-Za-z0-9]+$|^apigateway:GET$/i;
    expect(everything.filter((action) => !reads.test(action))).toEqual([]);
    const content =
      /:(GetSecretValue|BatchGetSecretValue|GetParameters?|GetParametersByPath|GetParameterHistory|GetObject(Version|Torrent|Attributes)?|GetItem|BatchGetItem|GetRecords|GetShardIterator|GetLogEvents|GetLogRecord|GetQueryResults|GetPasswordData|GetConsoleOutput|GetConsoleScreenshot|GetAuthorizationToken|GetDownloadUrlForLayer|BatchGetImage|GetSessionToken|GetFederationToken|GetCredentialReport|GetRandomPassword|GetDataKey\w*|GetExecutionHistory|ListAccessKeys|GetClusterCredentials\w*|GetApiKeys?)$/i;
    expect(everything.filter((action) => content.test(action))).toEqual([]);
    expect(everything.filter((action) => action.includes("*"))).toEqual([]);
  });
});

describe.concurrent("what cannot be written", { timeout: 60_000 }, () => {
  const files = { ...INFRA, [CONFIG_PATH]: config(target("prod", "infra")) };

  it.each([
    ["a format that there is not", ["--format=hcl"], TRUST, "--format is cloudformation or terraform, not `hcl`"],
    ["a target that there is not", ["--target=nope"], TRUST, "has no target `nope`; it has: prod"],
    ["no principal", [], { externalId: "owner-1" }, "--principal is missing"],
    ["no ExternalId", [], { principal: TRUST.principal }, "--external-id is missing"],
    ["an ExternalId that STS refuses", [], { ...TRUST, externalId: "a b" }, "--external-id has 2 to 1,224 characters"],
    ["anyone", [], { ...TRUST, principal: "*" }, "--principal is the ARN"],
    [
      "a session",
      [],
      { ...TRUST, principal: "arn:aws:sts::999988887777:assumed-role/plumbline/x" },
      "--principal is the ARN",
    ],
    [
      "a principal of another partition",
      [],
      { ...TRUST, principal: "arn:aws-cn:iam::999988887777:role/plumbline" },
      "in the partition aws-cn",
    ],
    ["an unknown option", ["--repo=."], TRUST, "Unknown option '--repo'"],
  ] as const)("%s", async (_, args, trust, message) => {
    const failure = withRepository(async (repository) => {
      await write(repository, files);
      await repository.commit("all");
      return writeRoles([`--config=${repository.folder}/${CONFIG_PATH}`, ...args, ...optionsOf(trust)]);
    });
    await expect(failure).rejects.toMatchObject({ code: "usage", message: expect.stringContaining(message) as string });
  });

  it("a configuration that is wrong", async () => {
    await expect(roleFor({ [CONFIG_PATH]: "version: 2\n" })).rejects.toMatchObject({ code: "bad-config", line: 1 });
  });

  it("ends with exit code 2 and the reason, as JSON where that is asked for", async () => {
    const nowhere = await runCli(["role", "--config=/nonexistent/plumbline.yml", ...optionsOf(TRUST)]);
    expect(nowhere).toMatchObject({ exit: 2, stdout: "" });
    expect(nowhere.stderr).toMatch(/^\/nonexistent\/plumbline\.yml: the configuration cannot be read/);
    const json = await runCli(["role", "--format", "json", ...optionsOf(TRUST)]);
    expect(json).toMatchObject({ exit: 2, stderr: expect.stringContaining("usage: plumbline check") as string });
    expect(errorSchema.parse(JSON.parse(json.stdout)).error).toMatchObject({ code: "usage" });
  });
});

it("the command line writes it to stdout, and only that", async () => {
  const { exit, stdout, stderr } = await withRepository(async (repository) => {
    await write(repository, { ...INFRA, [CONFIG_PATH]: config(target("prod", "infra")) });
    await repository.commit("all");
    return runCli(["role", `--config=${repository.folder}/${CONFIG_PATH}`, ...optionsOf(TRUST)]);
  });
  expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
  expect(await readers.cloudformation(stdout, ACCOUNT)).toHaveLength(1);
});

it.each(["aws-cn", "aws-us-gov"])("roles of the partition %s", async (partition) => {
  const region = partition === "aws-cn" ? "cn-north-1" : "us-gov-west-1";
  const settings = config(target("prod", "infra"))
    .replace("arn:aws:", `arn:${partition}:`)
    .replace("eu-west-1", region);
  const principal = TRUST.principal.replace("arn:aws:", `arn:${partition}:`);
  const { stdout } = await roleFor({ ...INFRA, [CONFIG_PATH]: settings }, [], { ...TRUST, principal });
  expect(stdout).toContain(`AWS: "${principal}"`);
  expect(stdout).not.toContain("arn:aws:");
});
