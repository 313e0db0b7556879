import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { assign, idOf, inherited, make, tagList } from "../data/made.ts";
import { copyOf, dict, entriesOf, get, has, isDict, isTruthy, set } from "../data/data.ts";
import { getAtt } from "../data/intrinsics.ts";
import { trustIn } from "../policies/policies.ts";

/** What SAM makes of `AWS::Serverless::CapacityProvider`. */
export function expandCapacityProvider(resource: SamResource, { partition }: SamContext): readonly Made[] {
  const { properties, logicalId, attributes, dependsOn } = resource;
  const requirements = get(properties, "InstanceRequirements");
  if (has(requirements, "AllowedTypes") && has(requirements, "ExcludedTypes")) {
    throw new SamError("`AllowedTypes` and `ExcludedTypes` exclude each other");
  }
  const given = get(properties, "OperatorRole");
  const role = isTruthy(given) ? null : operatorRole(resource, partition);
  const provider = make("AWS::Lambda::CapacityProvider", logicalId, {}, attributes, dependsOn);
  const name = get(properties, "CapacityProviderName");
  const key = get(properties, "KmsKeyArn");
  assign(provider, {
    CapacityProviderName: isTruthy(name) ? name : null,
    VpcConfig: networkOf(get(properties, "VpcConfig")),
    PermissionsConfig: dict({
      CapacityProviderOperatorRoleArn: role ? getAtt(role.logicalId, "Arn") : given,
    }),
    Tags: tagsOf(get(properties, "Tags")),
    InstanceRequirements: isTruthy(requirements) ? requirementsOf(requirements) : null,
    CapacityProviderScalingConfig: scalingOf(get(properties, "ScalingConfig")),
    KmsKeyArn: isTruthy(key) ? key : null,
  });
  const resources = [...(role ? [role] : []), provider];
  const tags = get(properties, "Tags");
  if (isTruthy(get(properties, "PropagateTags")) && isDict(tags)) for (const made of resources) addTags(made, tags);
  return resources;
}

function operatorRole({ logicalId, attributes }: SamResource, partition: string): Made {
  return make(
    "AWS::IAM::Role",
    idOf(logicalId, "OperatorRole"),
    {
      AssumeRolePolicyDocument: trustIn("lambda.amazonaws.com"),
      ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator`],
      Tags: tagsOf(null),
    },
    inherited(attributes),
  );
}

function tagsOf(tags: Data): Data[] {
  const all = isDict(tags) ? copyOf(tags) : dict();
  set(all, "lambda:createdBy", "SAM");
  return tagList(all);
}

/** Here the tags of the SAM resource are added to those that are there. */
function addTags(made: Made, tags: Dict): void {
  const held = get(made.properties, "Tags");
  const all = dict();
  for (const tag of [...(Array.isArray(held) ? held : []), ...tagList(tags)]) {
    const key = get(tag, "Key");
    if (typeof key === "string") set(all, key, get(tag, "Value"));
  }
  assign(made, { Tags: tagList(all) });
}

function networkOf(config: Data): Dict {
  if (get(config, "SubnetIds") === null) throw new SamError("`VpcConfig` needs `SubnetIds`");
  return dict({
    SubnetIds: get(config, "SubnetIds"),
    SecurityGroupIds: get(config, "SecurityGroupIds") ?? undefined,
  });
}

const REQUIREMENTS: Readonly<Record<string, string>> = {
  Architectures: "Architectures",
  AllowedTypes: "AllowedInstanceTypes",
  ExcludedTypes: "ExcludedInstanceTypes",
};

function requirementsOf(requirements: Data): Dict {
  const made = dict();
  for (const [name, value] of entriesOf(requirements)) {
    const target = typeof name === "string" ? REQUIREMENTS[name] : undefined;
    if (target !== undefined && value !== null) set(made, target, value);
  }
  return made;
}

function scalingOf(config: Data): Data {
  if (!isTruthy(config)) return null;
  const utilization = get(config, "AverageCPUUtilization");
  const metric = "LambdaCapacityProviderAverageCPUUtilization";
  return dict({
    MaxVCpuCount: get(config, "MaxVCpuCount") ?? undefined,
    ScalingMode: utilization === null ? "Auto" : "Manual",
    ScalingPolicies:
      utilization === null ? undefined : [dict({ PredefinedMetricType: metric, TargetValue: utilization })],
  });
}
