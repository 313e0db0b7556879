import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { assign, idOf, inherited, make, propagateTags, refOf, tagList } from "../data/made.ts";
import { byCodePoint, indentedJson } from "../data/python.ts";
import {
  copyOf,
  deepCopyOf,
  dict,
  entriesOf,
  get,
  has,
  isDict,
  isText,
  isTruthy,
  set,
  textOf,
  update,
} from "../data/data.ts";
import { definitionAt, packaged } from "../data/code-location.ts";
import { getAtt, isIntrinsic, ref } from "../data/intrinsics.ts";
import { machineEvents } from "./machine-events.ts";
import { policiesOf, roleFor, trustIn } from "../policies/policies.ts";
import { tracingPolicy } from "../policies/execution-policies.ts";

/** What SAM makes of `AWS::Serverless::StateMachine`. */
export function expandStateMachine(resource: SamResource, context: SamContext): readonly Made[] {
  const { properties, logicalId, attributes, dependsOn } = resource;
  const machine = make("AWS::StepFunctions::StateMachine", logicalId, {}, attributes, dependsOn);
  assign(machine, definitionOf(properties));
  const role = isTruthy(get(properties, "Role")) ? null : executionRole(resource, context);
  if (!role && isTruthy(get(properties, "Policies"))) throw new SamError("`Role` and `Policies` exclude each other");
  assign(machine, {
    RoleArn: role ? getAtt(role.logicalId, "Arn") : get(properties, "Role"),
    StateMachineName: get(properties, "Name"),
    StateMachineType: get(properties, "Type"),
    LoggingConfiguration: get(properties, "Logging"),
    TracingConfiguration: get(properties, "Tracing"),
    Tags: tagsOf(properties),
  });
  const published = versionAndAlias(resource, machine);
  const usesAlias = isTruthy(get(properties, "UseAliasAsEventTarget"));
  if (usesAlias && !published) throw new SamError("`UseAliasAsEventTarget` needs `AutoPublishAlias`");
  const target = usesAlias && published ? published[1] : machine;
  const resources = [
    machine,
    ...(role ? [role] : []),
    ...(published ?? []),
    ...machineEvents(resource, target, context),
  ];
  const tags = get(properties, "Tags");
  if (isTruthy(tags) && isTruthy(get(properties, "PropagateTags"))) propagateTags(resources, tags);
  return resources;
}

function tagsOf(properties: Dict): Data[] {
  return [...tagList(dict({ "stateMachine:createdBy": "SAM" })), ...tagList(get(properties, "Tags"))];
}

function definitionOf(properties: Dict): Readonly<Record<string, Data>> {
  const written = get(properties, "Definition");
  const uri = get(properties, "DefinitionUri");
  const given = get(properties, "DefinitionSubstitutions");
  if (isTruthy(written) && isTruthy(uri)) throw new SamError("`Definition` and `DefinitionUri` exclude each other");
  if (!isDict(written) || !isTruthy(written)) {
    const location = isTruthy(uri)
      ? definitionAt(uri, "DefinitionUri", dict, (text) => text)
      : packaged("DefinitionUri");
    return { DefinitionS3Location: location, DefinitionSubstitutions: isTruthy(given) ? given : null };
  }
  const definition = deepCopyOf(written);
  const substitutions = dict();
  substitute(definition, substitutions);
  const all = isDict(given) && isTruthy(given) ? copyOf(given) : dict();
  update(all, substitutions);
  return {
    DefinitionString: dict({ "Fn::Join": ["\n", indentedJson(definition).split("\n")] }),
    DefinitionSubstitutions: isTruthy(all) ? all : null,
  };
}

/** A definition is text: the functions in it become substitutions, in the order of their keys. */
function substitute(value: Data, substitutions: Dict): void {
  const replaced = (child: Data): Data | undefined => {
    if (!isIntrinsic(child) && !isDynamicReference(child)) {
      substitute(child, substitutions);
      return undefined;
    }
    const name = `definition_substitution_${substitutions.slots.size + 1}`;
    set(substitutions, name, child);
    return `\${${name}}`;
  };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = replaced(item) ?? item;
  } else if (isDict(value)) {
    const ordered = entriesOf(value).toSorted(([a], [b]) => byCodePoint(textOf(a) ?? "", textOf(b) ?? ""));
    for (const [key, child] of ordered) {
      const made = replaced(child);
      if (made !== undefined) set(value, key, made);
    }
  }
}

function isDynamicReference(value: Data): boolean {
  return isText(value) && /^\s*\{\{resolve:([a-z-]+):(.+)\}\}\s*$/.test(textOf(value) ?? "");
}

function executionRole({ properties, logicalId, attributes }: SamResource, { partition }: SamContext): Made {
  const isTraced = get(get(properties, "Tracing"), "Enabled") === true;
  const policies = [...policiesOf(get(properties, "Policies")), ...(isTraced ? [tracingPolicy(partition)] : [])];
  return roleFor({
    logicalId,
    attributes: inherited(attributes),
    trust: trustIn("states.amazonaws.com"),
    policies,
    managedPolicies: [],
    inlinePolicies: [],
    path: get(properties, "RolePath"),
    boundary: get(properties, "PermissionsBoundary"),
    tags: tagsOf(properties),
    partition,
  });
}

function versionAndAlias(
  { properties, logicalId, attributes }: SamResource,
  machine: Made,
): readonly [Made, Made] | null {
  const alias = get(properties, "AutoPublishAlias");
  const preference = get(properties, "DeploymentPreference");
  if (!isTruthy(alias)) {
    if (isTruthy(preference)) throw new SamError("`DeploymentPreference` needs `AutoPublishAlias`");
    return null;
  }
  const kept = inherited(attributes);
  for (const name of ["DeletionPolicy", "UpdateReplacePolicy"]) if (!has(kept, name)) set(kept, name, "Retain");
  const version = make(
    "AWS::StepFunctions::StateMachineVersion",
    idOf(logicalId, "Version"),
    { StateMachineArn: refOf(machine), StateMachineRevisionId: getAtt(logicalId, "StateMachineRevisionId") },
    kept,
  );
  const deployment = isDict(preference) && isTruthy(preference) ? preference : dict({ Type: "ALL_AT_ONCE" });
  set(deployment, "StateMachineVersionArn", ref(version.logicalId));
  const made = make(
    "AWS::StepFunctions::StateMachineAlias",
    idOf(logicalId, "Alias", textOf(alias) ?? ""),
    { Name: alias, DeploymentPreference: deployment },
    inherited(attributes),
  );
  return [version, made];
}
