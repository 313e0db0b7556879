import type { Connected } from "./connector-reference.ts";
import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { addDependency, mappingsBetween, referenceTo, replaceDependency } from "./connector-reference.ts";
import { asItems, dict, get, isDict, set, textOf, update } from "../data/data.ts";
import { make } from "../data/made.ts";
import { sub } from "../data/intrinsics.ts";

import profiles from "./connector-profiles.json" with { type: "json" };

/** What connects two types of resource. `{Source.Arn}` and the like stand for what the two are. */
type Profile = {
  readonly from: string;
  readonly to: string;
  readonly grants: string;
  /** Whose role or policy it is. */
  readonly by: string;
  /** What must wait for the policy. */
  readonly neededBy?: string;
  /** The only permissions that go together. */
  readonly together?: readonly (readonly string[])[];
  readonly access: Readonly<Record<string, readonly Grant[] | undefined>>;
};

type Grant = {
  readonly actions: string;
  readonly single?: boolean;
  readonly on: string | readonly string[];
  readonly service?: string;
  readonly ofAccount?: boolean;
};

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html */
const PROFILES: readonly Profile[] = profiles;

/** What SAM makes of `AWS::Serverless::Connector`: the policies and permissions that let one resource use another. */
export function expandConnector(resource: SamResource, context: SamContext): readonly Made[] {
  const { properties, logicalId } = resource;
  const from = get(properties, "Source");
  const to = get(properties, "Destination");
  const made = asItems(to).flatMap((destination, index) => {
    const target = referenceTo(destination, from, context.result);
    const source = referenceTo(from, destination, context.result);
    const suffix = Array.isArray(to) ? `Destination${index}` : "";
    return connect(source, target, suffix, resource, context);
  });
  if (made.length === 0) throw new SamError("`Destination` is empty");
  replaceDependency(
    textOf(logicalId) ?? "",
    made.map((each) => textOf(each.logicalId) ?? ""),
    context.result,
  );
  return made;
}

function connect(
  source: Connected,
  target: Connected,
  suffix: string,
  resource: SamResource,
  context: SamContext,
): readonly Made[] {
  const profile = PROFILES.find(({ from, to }) => from === source.type && to === target.type);
  if (!profile) throw new SamError(`SAM has no connector from \`${source.type}\` to \`${target.type}\``);
  const permissions = permissionsOf(resource, profile);
  const values = new Map<string, Data>([...partsOf("Source", source), ...partsOf("Destination", target)]);
  const granted = Object.entries(profile.access).filter(([name]) => permissions.includes(name));
  const owner = profile.by === "source" ? source : target;
  const id = textOf(resource.logicalId) ?? "";
  const statements = granted.flatMap(([, grants = []]) => grants.map((grant) => statementOf(grant, values)));
  const document = dict({ Version: "2012-10-17", Statement: statements });
  const attributes = withMetadata(resource, source, target, context);
  const build = (type: string, name: string, made: Readonly<Record<string, Data>>): Made =>
    make(type, name, made, attributes, resource.dependsOn);
  switch (profile.grants) {
    case "role-policy": {
      const policy = build("AWS::IAM::ManagedPolicy", `${id}Policy${suffix}`, {
        PolicyDocument: document,
        Roles: [needed(owner.roleName, "an IAM role")],
      });
      makeWait(profile, policy, source, target, context);
      return [policy];
    }
    case "queue-policy":
      return [
        build("AWS::SQS::QueuePolicy", `${id}QueuePolicy${suffix}`, {
          PolicyDocument: document,
          Queues: [needed(owner.queueUrl, "a queue URL")],
        }),
      ];
    case "topic-policy":
      return [
        build("AWS::SNS::TopicPolicy", `${id}TopicPolicy${suffix}`, {
          Topics: [needed(owner.arn, "an ARN")],
          PolicyDocument: document,
        }),
      ];
    default:
      return granted.map(([name, [grant] = [] as readonly Grant[]]) =>
        build("AWS::Lambda::Permission", `${id}${name}LambdaPermission${suffix}`, {
          Action: grant?.actions ?? null,
          FunctionName: needed(owner.arn, "a function's ARN"),
          Principal: grant?.service ?? null,
          SourceArn: filledIn(typeof grant?.on === "string" ? grant.on : "", values),
          SourceAccount: grant?.ofAccount ? sub("${AWS::AccountId}") : null,
        }),
      );
  }
}

function needed(value: Data, what: string): Data {
  if (value === null) throw new SamError(`the connector needs ${what}`);
  return value;
}

function permissionsOf({ properties }: SamResource, profile: Profile): readonly string[] {
  const wished = asItems(get(properties, "Permissions")).map((permission) => textOf(permission) ?? "");
  const permissions = [...new Set(wished)];
  const known = Object.keys(profile.access);
  if (permissions.length === 0 || permissions.some((permission) => !known.includes(permission))) {
    throw new SamError(
      `\`Permissions\` of a connector from \`${profile.from}\` to \`${profile.to}\` are ${known.join(", ")}`,
    );
  }
  const sorted = permissions.toSorted().join();
  if (profile.together && !profile.together.some((names) => names.toSorted().join() === sorted)) {
    throw new SamError(
      `\`Permissions\` from \`${profile.from}\` to \`${profile.to}\` go together as ${profile.together.map((names) => names.join(" + ")).join(", ")}`,
    );
  }
  return permissions;
}

function partsOf(side: string, connected: Connected): readonly (readonly [string, Data])[] {
  return [
    [`${side}.Arn`, connected.arn],
    [`${side}.ResourceId`, connected.resourceId],
    [`${side}.Name`, connected.name],
    [`${side}.Qualifier`, connected.qualifier],
  ];
}

function statementOf({ actions, single = false, on, service }: Grant, values: ReadonlyMap<string, Data>): Dict {
  const resource = typeof on === "string" ? filledIn(on, values) : on.map((text) => filledIn(text, values));
  const statement = dict({
    Effect: "Allow",
    Action: single ? actions : actions.split(" "),
    Resource: resource,
  });
  if (service === undefined) return statement;
  set(statement, "Principal", dict({ Service: service }));
  const source = dict({ "aws:SourceArn": filledIn("{Source.Arn}", values) });
  set(statement, "Condition", dict({ ArnEquals: source }));
  return statement;
}

const PART = /\$?\{([A-Za-z.]+)\}/g;

function filledIn(text: string, values: ReadonlyMap<string, Data>): Data {
  const valueOf = (name: string): Data => {
    const value = values.get(name) ?? null;
    if (value === null) throw new SamError(`the connector needs \`${name}\``);
    return value;
  };
  const whole = /^\{([A-Za-z.]+)\}$/.exec(text)?.[1];
  if (whole !== undefined) return valueOf(whole);
  const variables = dict();
  const written = text.replace(PART, (found, name: string) => {
    if (found.startsWith("$") || !values.has(name)) return found;
    const variable = name.replace(".", "");
    set(variables, variable, valueOf(name));
    return `\${${variable}}`;
  });
  if (!written.includes("${")) return written;
  return variables.slots.size > 0 ? sub(written, variables) : sub(written);
}

/** What must not be made before it may do what it does. */
function makeWait(
  { neededBy }: Profile,
  policy: Made,
  source: Connected,
  target: Connected,
  { result }: SamContext,
): void {
  const name = textOf(policy.logicalId) ?? "";
  if (neededBy === "SOURCE" && source.logicalId !== null) addDependency(source.logicalId, name, result);
  if (neededBy !== "DESTINATION_EVENT_SOURCE_MAPPING" || source.logicalId === null || target.logicalId === null) return;
  const [mapping, ...others] = mappingsBetween(source.logicalId, target.logicalId, result);
  if (mapping !== undefined && others.length === 0) addDependency(mapping, name, result);
}

/** Connectors note what they connect in what they make. */
function withMetadata(
  { logicalId, attributes }: SamResource,
  source: Connected,
  target: Connected,
  { resources }: SamContext,
): Dict {
  const typeOf = (connected: Connected): Data =>
    dict({
      Type: (connected.logicalId === null ? null : get(get(resources, connected.logicalId), "Type")) ?? connected.type,
    });
  const own = dict();
  set(own, logicalId, dict({ Source: typeOf(source), Destination: typeOf(target) }));
  const metadata = dict();
  const held = get(attributes, "Metadata");
  if (isDict(held)) update(metadata, held);
  set(metadata, "aws:sam:connectors", own);
  const all = dict();
  update(all, attributes);
  set(all, "Metadata", metadata);
  return all;
}
