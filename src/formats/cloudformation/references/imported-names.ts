import type { LookupBlock } from "../../../model/declared.ts";
import type { Imported, Value } from "../../../model/value.ts";
import type { Evaluation } from "../intrinsics/evaluation.ts";
import { importAddress } from "../intrinsics/imports.ts";
import type { TemplateResource } from "../template/template.ts";
import { referencePropertiesOf } from "./reference-properties.ts";

type Names = NonNullable<LookupBlock["names"]>;

/** What a property's name lets expect that its value names. What it is, the value itself says: an ARN, an id. */
const EXPECTED: readonly (readonly [property: RegExp, type: string])[] = [
  [/Bucket/, "AWS::S3::Bucket"],
  [/Certificate/, "AWS::CertificateManager::Certificate"],
  [/^Cluster/, "AWS::ECS::Cluster"],
  [/Function|Lambda/, "AWS::Lambda::Function"],
  [/HostedZone/, "AWS::Route53::HostedZone"],
  [/K(?:MS|ms)|^KeyId$|EncryptionKey/, "AWS::KMS::Key"],
  [/Listener/, "AWS::ElasticLoadBalancingV2::Listener"],
  [/LoadBalancer/, "AWS::ElasticLoadBalancingV2::LoadBalancer"],
  [/LogGroup/, "AWS::Logs::LogGroup"],
  [/Polic(?:y|ies)/, "AWS::IAM::ManagedPolicy"],
  [/Queue|deadLetterTarget/, "AWS::SQS::Queue"],
  [/Role/, "AWS::IAM::Role"],
  [/RouteTable/, "AWS::EC2::RouteTable"],
  [/Secret/, "AWS::SecretsManager::Secret"],
  [/SecurityGroup/, "AWS::EC2::SecurityGroup"],
  [/StateMachine/, "AWS::StepFunctions::StateMachine"],
  [/Stream/, "AWS::Kinesis::Stream"],
  [/Subnet/, "AWS::EC2::Subnet"],
  [/Table/, "AWS::DynamoDB::Table"],
  [/TargetGroup/, "AWS::ElasticLoadBalancingV2::TargetGroup"],
  [/Topic/, "AWS::SNS::Topic"],
  [/^Vpc|VPC/, "AWS::EC2::VPC"],
];

/** The types that an Application Auto Scaling resource id may be of. */
const SCALABLE = ["AWS::DynamoDB::Table", "AWS::ECS::Service", "AWS::Lambda::Function"];

/** By the address of what is imported: what its value may name, judging by the properties that are given it. */
export function importedNames(evaluation: Evaluation): ReadonlyMap<string, Names> {
  const found = new Map<string, Names>();
  for (const resource of evaluation.template.resources.values()) {
    const evaluated = evaluation.resource(resource.logicalId);
    if (evaluated === "circular") continue;
    for (const { path, imported } of importsIn(evaluated.properties, [])) {
      const address = importAddress(imported, evaluation);
      found.set(address, together(found.get(address), namesAt(path, resource)));
    }
  }
  return found;
}

type Taken = { readonly path: readonly string[]; readonly imported: Imported };

function importsIn(value: Value, path: readonly string[]): readonly Taken[] {
  if (value.kind === "map") return [...value.entries].flatMap(([key, child]) => importsIn(child, [...path, key]));
  if (value.kind === "list") return value.items.flatMap((item) => importsIn(item, [...path, "*"]));
  return value.kind === "unresolved" && value.imported ? [{ path, imported: value.imported }] : [];
}

function namesAt(path: readonly string[], { type }: TemplateResource): Names {
  const property = path.findLast((part) => part !== "*") ?? "";
  const target = referencePropertiesOf(type).find((reference) => reference.path === path.join("/"))?.target ?? null;
  const certain = target === null ? [] : target === "scalable" ? SCALABLE : [target];
  const expected = EXPECTED.filter(([form]) => form.test(property)).map(([, each]) => each);
  return { types: [...new Set([...certain, ...expected])], byName: target };
}

function together(one: Names | undefined, other: Names): Names {
  if (!one) return other;
  return { types: [...new Set([...one.types, ...other.types])], byName: one.byName ?? other.byName };
}
