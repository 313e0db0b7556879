import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { autolinksIn, forbiddenIn, render, textOf, textOutsideCode } from "../report/rendered.ts";
import { MAIN } from "./app.ts";
import { queueBlock } from "./live.ts";
import { app } from "./shared.ts";

function tagged(timeout: number): string {
  return queueBlock("orders", timeout, '  tags = {\n    owner = "team"\n  }\n');
}

/** Nothing of these may leave the account or the repository. */
const SECRETS = {
  liveEnvironment: "live-environment-8f2a7c",
  declaredEnvironment: "declared-environment-1b9e3d",
  changedEnvironment: "changed-environment-5c4d6e",
  noEcho: "no-echo-default-7a6b5c",
  noEchoLive: "no-echo-live-2d3e4f",
  variable: "sensitive-variable-9c8d7e",
  parameter: "declared-parameter-3f4a5b",
  parameterLive: "live-parameter-6d7e8f",
} as const;

/** Every byte in a folder, as Latin-1 so that ASCII can be sought in it. */
async function contentOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")));
  return contents.join("\n");
}

/** Ends the server, so that its database can be read. */
export function textAndSecrets(): void {
  test("foreign text is text: in comments on lines, the summary and the check", async () => {
    const hostile = "@everyone | ``` <img src=x onerror=alert(1)> [link](https://evil.example) #1 </details>";
    const path = "infra/a|b @everyone <img>.tf";
    const project = await app.project("hostile", { files: { [path]: tagged(30) } });
    project.setQueue("orders", { Tags: [{ Key: "owner", Value: hostile }] });
    project.setQueue(hostile.replaceAll(/[^\w]/g, "-"));
    const lookUp = `data "aws_sqs_queue" "q" {\n  name = ${JSON.stringify(hostile)}\n}\n`;
    const { pull, headSha } = await project.open({ [path]: tagged(60) + lookUp });
    const run = await project.concluded(headSha);
    expect(run.title).toBe("2 of 2 assumptions no longer hold");

    const comments = project.lineComments(pull).map(({ body }) => body);
    expect(comments).toHaveLength(2);
    const [summary = ""] = project.summaries(pull);
    for (const body of [
      ...comments,
      summary,
      run.summary ?? "",
      app.github.reviews(project.name, pull)[0]?.body ?? "",
    ]) {
      const html = render(body);
      expect(forbiddenIn(html).filter((tag) => /<(a|img|script|em|del)/i.test(tag))).toEqual([]);
      expect(html).not.toContain('evil.example"');
      expect(autolinksIn(textOutsideCode(html)).filter((link) => link.startsWith("@") || link.startsWith("#"))).toEqual(
        [],
      );
    }
    expect(textOf(render(comments.join("\n")))).toContain("@everyone | ``` <img src=x onerror=alert(1)> [link]");
    expect(textOf(render(summary))).toContain("a|b @everyone <img>.tf");
  });

  test("secrets stay where they are: out of what GitHub is sent, of the log and of the database", async () => {
    const worker = (token: string, timeout: number): string => `variable "password" {
  default   = "${SECRETS.variable}"
  sensitive = true
}
resource "aws_lambda_function" "worker" {
  function_name = "worker"
  role          = "arn:aws:iam::111122223333:role/worker"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  timeout       = ${timeout}
  description   = var.password
  filename      = "worker.zip"
  environment {
    variables = {
      TOKEN = "${token}"
    }
  }
}
resource "aws_ssm_parameter" "key" {
  name  = "/orders/key"
  type  = "SecureString"
  value = "${SECRETS.parameter}"
  tags  = { timeout = "${timeout}" }
}
`;
    const template = (timeout: number): string => `Parameters:
  Password:
    Type: String
    NoEcho: true
    Default: ${SECRETS.noEcho}
Resources:
  Table:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: letters
      VisibilityTimeout: ${timeout}
      Tags:
        - Key: password
          Value: !Ref Password
`;
    const project = await app.project("secrets", { config: null });
    const second = project
      .configuration()
      .split("targets:\n")[1]
      ?.replace("prod:", "letters:")
      .replace("root: infra", "root: stacks/letters.yaml");
    await app.github.push(project.name, {
      files: {
        ".github/plumbline.yml": project.configuration(second),
        [MAIN]: worker(SECRETS.declaredEnvironment, 10),
        "stacks/letters.yaml": template(30),
      },
    });
    project.setResource("AWS::Lambda::Function", "worker", {
      Role: "arn:aws:iam::111122223333:role/worker",
      Handler: "index.handler",
      Runtime: "nodejs22.x",
      Timeout: 300,
      Description: SECRETS.liveEnvironment,
      PackageType: "Zip",
      Environment: { Variables: { TOKEN: SECRETS.liveEnvironment } },
    });
    project.setResource("AWS::SSM::Parameter", "/orders/key", { Type: "SecureString", Value: SECRETS.parameterLive });
    project.setQueue("letters", { VisibilityTimeout: 300, Tags: [{ Key: "password", Value: SECRETS.noEchoLive }] });
    const { pull, headSha } = await project.open({
      [MAIN]: worker(SECRETS.changedEnvironment, 20),
      "stacks/letters.yaml": template(60),
    });
    const run = await project.concluded(headSha);
    expect(run.conclusion).toBe("failure");
    const said = [...project.lineComments(pull).map(({ body }) => body), ...project.summaries(pull)].join("\n");
    expect(said).toContain("environment.variables.TOKEN");
    expect(said).toContain("Tags/password");
    expect(said).toContain("differs");

    await app.stop();
    const database = await contentOf(app.dataFolder);
    expect(database.length).toBeGreaterThan(100_000);
    expect(database.includes(headSha)).toBe(true);
    const hidden = { ...SECRETS, externalId: app.externalId, accessKey: app.aws.credentials.secretAccessKey };
    const seen = Object.entries({ posted: project.posted(), log: app.log(), database }).flatMap(([place, text]) =>
      Object.entries(hidden).flatMap(([kind, secret]) => (text.includes(secret) ? [`${kind} in ${place}`] : [])),
    );
    expect(seen).toEqual([]);
    expect(app.aws.requests.filter(({ operation }) => /^GetParameter|^GetSecretValue/.test(operation))).toEqual([]);
  });
}
