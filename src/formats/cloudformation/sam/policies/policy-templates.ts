import type { Data, Dict } from "../data/data.ts";
import { SamError } from "../error.ts";
import { dict, entriesOf, get, has, isDict, keysOf, set, textOf } from "../data/data.ts";
import { ifItems, isIf, isNoValue, sub } from "../data/intrinsics.ts";
import { policiesOf, policyKind } from "./policies.ts";

import templates from "./policy-templates.json" with { type: "json" };

/**
 * A policy template: the parameters that it takes, and what it allows. In an ARN `:here:` is the stack's region and
 * account, `${name}` the parameter of that name, whatever its case. Actions stand behind each other, and are a list
 * unless `single`.
 */
type PolicyTemplate = {
  readonly takes: readonly string[];
  readonly allows: readonly Allowed[];
};

type Allowed = {
  readonly actions: string;
  readonly single?: boolean;
  readonly on: string | readonly string[];
  /** A key of the request's context, and the ARN that it must equal. */
  readonly if?: readonly string[];
};

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-policy-template-list.html */
const TEMPLATES: ReadonlyMap<string, PolicyTemplate> = new Map(Object.entries(templates));

/** Whether a policy is a template's name with its parameters. */
function isTemplate(policy: Data): policy is Dict {
  return isDict(policy) && policy.slots.size === 1 && TEMPLATES.has(textOf(keysOf(policy)[0]) ?? "");
}

/**
 * Writes a resource's policy templates out, in its `Policies`.
 * @throws SamError where a template's parameters are missing
 */
export function expandPolicyTemplates(properties: Dict): void {
  const policies = policiesOf(get(properties, "Policies"));
  if (policies.length === 0) return;
  set(properties, "Policies", policies.map(expanded));
}

function expanded(policy: Data): Data {
  if (isTemplate(policy)) return statementsOf(policy);
  const items = isIf(policy) ? ifItems(policy) : undefined;
  if (!items) return policy;
  const [condition, whenTrue, whenFalse] = items;
  if (policyKind(policy, isTemplate) !== "template") return policy;
  const branches = [whenTrue, whenFalse].map((branch) => (isNoValue(branch) ? branch : expanded(branch)));
  return dict({ "Fn::If": [condition, ...branches] });
}

function statementsOf(policy: Dict): Dict {
  const [[key, given]] = entriesOf(policy) as [readonly [Data, Data]];
  const name = textOf(key) ?? "";
  const template = TEMPLATES.get(name);
  if (!template || !isDict(given)) throw new SamError(`the policy template \`${name}\` needs a map of parameters`);
  const missing = template.takes.filter((parameter) => !has(given, parameter));
  if (missing.length > 0) throw new SamError(`the policy template \`${name}\` needs \`${missing.join("`, `")}\``);
  return dict({ Statement: template.allows.map((allowed) => statementOf(allowed, template, given)) });
}

function statementOf({ actions, single = false, on, if: when }: Allowed, { takes }: PolicyTemplate, given: Dict): Dict {
  const resource = (text: string): Data => (text === "*" ? text : filledIn(text, takes, given));
  const [key = "", equal = ""] = when ?? [];
  return dict({
    Action: single ? actions : actions.split(" "),
    Effect: "Allow",
    Resource: typeof on === "string" ? resource(on) : on.map(resource),
    Condition: when ? dict({ StringEquals: dict({ [key]: filledIn(equal, takes, given) }) }) : undefined,
  });
}

function filledIn(text: string, takes: readonly string[], given: Dict): Data {
  const arn = text.replace(/^arn:/, "arn:${AWS::Partition}:").replace(":here:", ":${AWS::Region}:${AWS::AccountId}:");
  const names = [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = ""]) => name);
  const variables = dict();
  for (const name of names) {
    const parameter = takes.find((taken) => taken.toLowerCase() === name.toLowerCase()) ?? name;
    set(variables, name, get(given, parameter));
  }
  return variables.slots.size === 0 ? sub(arn) : sub(arn, variables);
}
