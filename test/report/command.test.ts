import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { repeatCommand } from "../../src/report/command.ts";
import { evidence } from "./fixtures.ts";
import { hostileText, seeded } from "./rendered.ts";

describe("the command that repeats a look", () => {
  it("is the AWS CLI's, for each kind of look", () => {
    const commands = [
      evidence(),
      evidence({ api: "cloudcontrol:ListResources", identifier: "" }),
      evidence({ api: "cloudformation:ListStackResources", type: null, identifier: "orders-prod" }),
      evidence({ api: "cloudformation:DescribeStacks", type: null, identifier: "orders-prod" }),
      evidence({ api: "ec2:DescribeAvailabilityZones", identifier: "eu-west-1a" }),
      evidence({ api: "ec2:DescribeAvailabilityZones", identifier: "a,Name=b" }),
      evidence({ api: "ec2:DescribeImages", identifier: "ami-1" }),
      evidence({ api: "ec2:DescribeVpcEndpointServices", identifier: "com.amazonaws.vpce.svc" }),
      evidence({ api: "s3:HeadBucket", type: null, identifier: "orders-logs" }),
      evidence({ api: "secretsmanager:DescribeSecret", identifier: "orders/db" }),
      evidence({ api: "ssm:DescribeParameters", identifier: "/orders/url" }),
      evidence({ api: "ssm:DescribeParameters", identifier: "a,b" }),
      evidence({ api: "sts:GetCallerIdentity", type: null, identifier: "" }),
      evidence({ api: "sts:AssumeRole", type: null, identifier: "arn" }),
    ].map(repeatCommand);
    expect(commands).toMatchInlineSnapshot(`
      [
        "aws cloudcontrol get-resource --type-name AWS::SQS::Queue --identifier https://sqs.eu-west-1.amazonaws.com/111122223333/invoices --region eu-west-1",
        "aws cloudcontrol list-resources --type-name AWS::SQS::Queue --region eu-west-1",
        "aws cloudformation list-stack-resources --stack-name orders-prod --region eu-west-1",
        "aws cloudformation describe-stacks --stack-name orders-prod --region eu-west-1",
        "aws ec2 describe-availability-zones --filters Name=zone-name,Values=eu-west-1a --region eu-west-1",
        "aws ec2 describe-availability-zones --filters '[{"Name":"zone-name","Values":["a,Name=b"]}]' --region eu-west-1",
        "aws ec2 describe-images --image-ids ami-1 --region eu-west-1",
        "aws ec2 describe-vpc-endpoint-services --service-names com.amazonaws.vpce.svc --region eu-west-1",
        "aws s3api head-bucket --bucket orders-logs --region eu-west-1",
        "aws secretsmanager describe-secret --secret-id orders/db --region eu-west-1",
        "aws ssm describe-parameters --parameter-filters Key=Name,Option=Equals,Values=/orders/url --region eu-west-1",
        "aws ssm describe-parameters --parameter-filters '[{"Key":"Name","Option":"Equals","Values":["a,b"]}]' --region eu-west-1",
        "aws sts get-caller-identity --region eu-west-1",
        undefined,
      ]
    `);
  });

  it("gives a shell back exactly what was meant", () => {
    const random = seeded(6);
    const texts = Array.from({ length: 200 }, () => hostileText(random)).filter(
      (text) => repeatCommand(evidence({ identifier: text })) !== undefined,
    );
    expect(texts.length).toBeGreaterThan(50);
    const script = texts.map((text) => repeatCommand(evidence({ identifier: text }))).join("\n");
    const shown = execFileSync("sh", ["-c", `aws() { printf '%s\\n' "$5" "$6"; }\n${script}`], { encoding: "utf8" });
    const expected = texts.map((text) =>
      text.startsWith("-") ? `--identifier=${text}\n--region` : `--identifier\n${text}`,
    );
    expect(shown.trimEnd()).toBe(expected.join("\n").trimEnd());
  });

  it("is refused with control characters, bidi characters and local files", () => {
    const refused = ["a\nb", "a\u001b[31m", "a\u202eb", "file:///etc/passwd", "fileb://x", "FILE://x"];
    expect(refused.map((identifier) => repeatCommand(evidence({ identifier })))).toEqual(refused.map(() => undefined));
  });
});
