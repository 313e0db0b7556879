import { find } from "../../../resources/index.ts";
import { unresolved } from "../../../model/value.ts";
import type { Origin, UnresolvedValue, Value } from "../../../model/value.ts";
import type { Evaluation } from "./evaluation.ts";
import type { At, CallNode } from "../template/nodes.ts";
import { scalarText } from "../template/nodes.ts";
import { NO_VALUE, pseudoParameter } from "./pseudo-parameters.ts";
import { asText } from "./text.ts";

/** `Ref`: a parameter, a pseudo parameter or a resource. */
export function ref(call: CallNode, evaluation: Evaluation): Value | undefined {
  const name = scalarText(call.argument);
  if (name === undefined) return malformed(call, "`Ref` takes the name of a parameter or resource", evaluation);
  if (name === NO_VALUE) return undefined;
  return valueOf(name, call.at, evaluation);
}

/** `Fn::GetAtt`, as `[resource, attribute]` or `resource.attribute`; only the attribute may be computed. */
export function getAtt(call: CallNode, evaluation: Evaluation): Value | undefined {
  const { argument } = call;
  const dotted = scalarText(argument);
  if (dotted?.includes(".")) return attributeNamed(dotted, call.at, evaluation);
  const [resource, attribute, ...rest] = argument.kind === "seq" ? argument.items : [];
  const logicalId = scalarText(resource);
  if (logicalId === undefined || !attribute || rest.length > 0) {
    return malformed(call, "`Fn::GetAtt` takes a resource and an attribute", evaluation);
  }
  const name = asText(evaluation.evaluate(attribute), "the attribute of `Fn::GetAtt`");
  return name.kind === "unresolved" ? name : attributeOf(logicalId, name.value, call.at, evaluation);
}

/** What `${name}` and `Ref` stand for; `AWS::NoValue` is the caller's business. */
export function valueOf(name: string, at: At, evaluation: Evaluation): Value {
  if (evaluation.template.parameters.has(name)) return evaluation.parameter(name);
  const pseudo = pseudoParameter(name, evaluation);
  return pseudo ?? attributeOf(name, null, at, evaluation);
}

/** `resource.attribute`: the first dot divides, as attributes have dots too (`Outputs.Url`). */
export function attributeNamed(dotted: string, at: At, evaluation: Evaluation): Value {
  const dot = dotted.indexOf(".");
  return attributeOf(dotted.slice(0, dot), dotted.slice(dot + 1), at, evaluation);
}

/** What a resource's `Ref` (attribute null) or attribute is, where it follows from the template. */
function attributeOf(logicalId: string, attribute: string | null, at: At, evaluation: Evaluation): Value {
  const { template, place } = evaluation;
  const shown = attribute === null ? logicalId : `${logicalId}.${attribute}`;
  const origin = { derivedFrom: logicalId };
  const declared = template.resources.get(logicalId);
  if (!declared) return undeclared(logicalId, at, evaluation);
  const type = find(declared.type);
  // Of a type that is not known nothing is computed. SAM's resources may even reference themselves.
  if (!type) return afterDeploy(shown, origin);
  const resource = evaluation.resource(logicalId);
  if (resource === "circular") {
    const message = `\`${shown}\` is a circular reference`;
    evaluation.report(at, message);
    return unresolved(message, origin);
  }
  if (resource.exists.kind === "known" && !resource.exists.value) {
    return unresolved(`\`${logicalId}\` is not created: its condition is false`, origin);
  }
  const { identity, properties } = resource;
  const value = type.cloudformation.attribute(attribute, identity, place, properties);
  if (value) return { ...value, ...origin };
  if (identity.kind === "unresolved") return unresolved(identity.value.reason, origin);
  return { ...afterDeploy(shown, origin), awaits: [{ address: logicalId, attribute }] };
}

function afterDeploy(shown: string, origin: Origin): UnresolvedValue {
  return unresolved(`\`${shown}\` is known only after deploy`, origin);
}

function undeclared(name: string, at: At, evaluation: Evaluation): Value {
  const { maker } = evaluation.template;
  if (maker !== null) return unresolved(`\`${name}\` is made by ${maker}, and known only after deploy`);
  const message = `\`${name}\` is neither a parameter nor a resource of this template`;
  evaluation.report(at, message);
  return unresolved(message);
}

/** An argument that CloudFormation would refuse; what another function makes of it cannot be told. */
export function malformed(call: CallNode, message: string, evaluation: Evaluation): Value {
  if (call.argument.kind !== "call" && call.argument.kind !== "broken") evaluation.report(call.at, message);
  return unresolved(message);
}
