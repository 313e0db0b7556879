import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { Published } from "./function-version.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { andCondition, conditional, ifItems, isIf, isNoValue, notCondition } from "../data/intrinsics.ts";
import { arnOf, idOf, inherited, make, refOf } from "../data/made.ts";
import { dict, get, isDict, isTruthy, set, textOf } from "../data/data.ts";
import { idHash } from "../data/python.ts";
import {
  invokePolicy,
  publishPolicy,
  putEventsPolicy,
  putObjectPolicy,
  sendMessagePolicy,
} from "../policies/policies.ts";
import { resolveParameters } from "../data/resolve.ts";

type Invoked = { readonly resources: readonly Made[]; readonly policies: readonly Dict[] };

const POLICIES: ReadonlyMap<string, (target: Data, name: string) => Dict> = new Map([
  ["SQS", sendMessagePolicy],
  ["SNS", publishPolicy],
  ["EventBridge", putEventsPolicy],
  ["Lambda", invokePolicy],
  ["S3Bucket", putObjectPolicy],
]);

/** What `EventInvokeConfig` makes: where the results of asynchronous calls go, with queues and topics that it leaves open. */
export function eventInvokeConfig(
  resource: SamResource,
  lambda: Made,
  published: Published | null,
  context: SamContext,
): Invoked {
  const written = get(resource.properties, "EventInvokeConfig");
  if (!isTruthy(written)) return { resources: [], policies: [] };
  const config = resolveParameters(written, context.parameters);
  const logicalId = idOf(lambda.logicalId, "EventInvokeConfig");
  const resources: Made[] = [];
  const policies: Dict[] = [];
  const destinations = dict();
  for (const outcome of ["OnSuccess", "OnFailure"]) {
    const destination = get(get(config, "DestinationConfig"), outcome);
    if (destination === null) continue;
    if (!isDict(destination)) throw new SamError(`\`EventInvokeConfig.DestinationConfig.${outcome}\` must be a map`);
    const made = destinationOf(destination, `${logicalId}${outcome}`, logicalId, resource, context);
    set(destinations, outcome, dict({ Destination: made.target }));
    set(destination, "Destination", made.target);
    if (made.resource) resources.push(made.resource);
    policies.push(made.policy);
  }
  const invoke = make(
    "AWS::Lambda::EventInvokeConfig",
    logicalId,
    {
      FunctionName: refOf(lambda),
      Qualifier: published?.aliasName ?? "$LATEST",
      DestinationConfig: destinations,
      MaximumEventAgeInSeconds: get(config, "MaximumEventAgeInSeconds"),
      MaximumRetryAttempts: get(config, "MaximumRetryAttempts"),
    },
    resource.attributes,
    published ? [published.alias.logicalId] : null,
  );
  return { resources: [...resources, invoke], policies };
}

type Destination = { readonly resource: Made | null; readonly target: Data; readonly policy: Dict };

function destinationOf(
  config: Dict,
  name: string,
  logicalId: string,
  resource: SamResource,
  context: SamContext,
): Destination {
  const type = textOf(get(config, "Type")) ?? "";
  const policyFor = POLICIES.get(type);
  if (!policyFor) throw new SamError(`a destination's \`Type\` is one of ${[...POLICIES.keys()].join(", ")}`);
  const written = get(config, "Destination");
  const open = openUnder(written, logicalId, context);
  if (written !== null && !open) return { resource: null, target: written, policy: policyFor(written, name) };
  if (type !== "SQS" && type !== "SNS")
    throw new SamError(`a destination of \`Type\` \`${type}\` needs a \`Destination\``);
  const attributes = inherited(resource.attributes);
  const condition = bothConditions(get(attributes, "Condition"), open?.condition ?? null, resource, context);
  if (condition !== null) set(attributes, "Condition", condition);
  const made =
    type === "SQS"
      ? make("AWS::SQS::Queue", `${name}Queue`, {}, attributes)
      : make("AWS::SNS::Topic", `${name}Topic`, {}, attributes);
  const target = open ? conditional(open.condition, arnOf(made), open.otherwise) : arnOf(made);
  return { resource: made, target, policy: policyFor(target, name) };
}

/** The condition under which a destination is left open, and what it is otherwise. */
function openUnder(
  destination: Data,
  logicalId: string,
  { conditions }: SamContext,
): { readonly condition: Data; readonly otherwise: Data } | undefined {
  if (!isIf(destination)) return undefined;
  const items = ifItems(destination);
  if (!items) throw new SamError("`Fn::If` takes a condition and two values");
  const [condition, whenTrue, whenFalse] = items;
  if (isNoValue(whenTrue) === isNoValue(whenFalse)) return undefined;
  if (isNoValue(whenTrue)) return { condition, otherwise: whenFalse };
  const opposite = `NOT${textOf(condition) ?? ""}${idHash(logicalId)}`;
  if (conditions) set(conditions, opposite, notCondition(condition));
  return { condition: opposite, otherwise: whenTrue };
}

function bothConditions(own: Data, open: Data, { logicalId }: SamResource, { conditions }: SamContext): Data {
  if (own === null || open === null) return own ?? open;
  const name = `${textOf(own) ?? ""}AND${textOf(open) ?? ""}${idHash(logicalId)}`;
  // The transform wraps each name twice: CloudFormation refuses what comes of it.
  if (conditions) set(conditions, name, andCondition([own, open].map((each) => dict({ Condition: each }))));
  return name;
}
