import type { Place } from "../../../model/target.ts";
import { liveReference, liveReferenceByArn } from "../../../resources/named-by-text.ts";
import type { LiveReference } from "../../../resources/named-by-text.ts";

const SECRET_ARN = /^(arn:[^:]+:secretsmanager:[^:]+:\d{12}:secret:[^:]+)/;

/**
 * The live resource that a dynamic reference names: `ssm:name:version`, `ssm-secure:name`, `secretsmanager:id:…`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html).
 */
export function dynamicallyReferenced(reference: string, place: Place): LiveReference | undefined {
  const [, service = "", rest = ""] = /^(ssm|ssm-secure|secretsmanager):(.+)$/s.exec(reference) ?? [];
  const [, arn] = service === "secretsmanager" ? (SECRET_ARN.exec(rest) ?? []) : [];
  if (arn !== undefined) return liveReferenceByArn(arn, place);
  const [name = ""] = rest.split(":");
  if (service === "secretsmanager") return liveReference("AWS::SecretsManager::Secret", name, place);
  return service === "" ? undefined : liveReference("AWS::SSM::Parameter", name, place);
}

/** Parameter types whose values are ids of live resources, and what those look like. */
const ID_TYPES: ReadonlyMap<string, readonly [type: string, form: RegExp]> = new Map([
  ["AWS::EC2::Instance::Id", ["AWS::EC2::Instance", /^i-[0-9a-f]+$/]],
  ["AWS::EC2::KeyPair::KeyName", ["AWS::EC2::KeyPair", /^[^\s].{0,254}$/]],
  ["AWS::EC2::SecurityGroup::Id", ["AWS::EC2::SecurityGroup", /^sg-[0-9a-f]+$/]],
  ["AWS::EC2::Subnet::Id", ["AWS::EC2::Subnet", /^subnet-[0-9a-f]+$/]],
  ["AWS::EC2::Volume::Id", ["AWS::EC2::Volume", /^vol-[0-9a-f]+$/]],
  ["AWS::EC2::VPC::Id", ["AWS::EC2::VPC", /^vpc-[0-9a-f]+$/]],
  ["AWS::Route53::HostedZone::Id", ["AWS::Route53::HostedZone", /^Z[0-9A-Z]+$/]],
]);

/** The live resource that a parameter's value is the id of, by the parameter's type; lists are asked item by item. */
export function referenceById(parameterType: string, id: string, place: Place): LiveReference | undefined {
  const [type, form] = ID_TYPES.get(/^List<(.+)>$/.exec(parameterType)?.[1] ?? parameterType) ?? [];
  if (type === undefined || !form?.test(id)) return undefined;
  return { type, identity: { kind: "identifier", identifier: id, name: id }, place };
}
