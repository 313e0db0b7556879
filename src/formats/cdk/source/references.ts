import { createHash } from "node:crypto";

import type { LookupBlock } from "../../../model/declared.ts";
import { partitionOf } from "../../../model/target.ts";
import type { Place } from "../../../model/target.ts";
import { known, map, unresolved } from "../../../model/value.ts";
import type { UnresolvedValue } from "../../../model/value.ts";
import { isLiteralReference, parseArn } from "../../../resources/arn.ts";
import { find, findReadable, findReadableByArn } from "../../../resources/index.ts";
import { spanOf } from "../json.ts";
import type { Constant, SourceCall } from "./calls.ts";
import { LOOKUP_PROVIDERS, methodsOf } from "./methods.ts";
import type { Method } from "./methods.ts";

/** What is known of the app that a call stands in. */
export type App = {
  readonly target: Place;
  /** Everywhere that the app deploys to, as far as its files say. */
  readonly places: readonly Place[];
  /** Kinds of look-up that the app's context keeps. */
  readonly providers: ReadonlySet<string>;
  /** Whether its templates are there: what source leaves open, they say. */
  readonly isSynthesized: boolean;
};

/** Services whose resources are the same from every region. */
const GLOBAL = /^AWS::(?:IAM|Route53|S3)::/;

type Reference = Pick<LookupBlock, "type" | "formatType" | "place" | "identity"> & { readonly placeIsText?: true };

/** What a call refers to, as blocks: none where another part of the app says it better, or where it is not known. */
export function blocksOfCall(call: SourceCall, path: string, app: App): readonly Omit<LookupBlock, "address">[] {
  return referencesOf(call, app).map((reference) => blockOf(call, reference, path));
}

function blockOf(call: SourceCall, reference: Reference, path: string): Omit<LookupBlock, "address"> {
  return {
    mode: "lookup",
    source: spanOf(path, call.at),
    fingerprint: fingerprintOf(call, reference),
    leansOn: [],
    arguments: map(new Map([["call", known(nameOf(call))]])),
    literals: [],
    ...reference,
  };
}

/** `Bucket.fromBucketName` */
export function nameOf({ className, method }: SourceCall): string {
  return `${className}.${method}`;
}

function fingerprintOf(call: SourceCall, { formatType, identity }: Reference): string {
  const { source: _source, ...named } = identity.kind === "unresolved" ? identity.value : { ...identity, source: null };
  return createHash("sha256")
    .update(JSON.stringify([call.module, call.className, call.method, formatType, named]))
    .digest("hex");
}

function referencesOf(call: SourceCall, app: App): readonly Reference[] {
  const arns = [...call.args, ...call.named.map(([, value]) => value)].flatMap((value) => byArn(value, app) ?? []);
  if (arns.length > 0) return arns;
  const methods = methodsOf(call.module, call.className, call.method) ?? [];
  for (const method of methods) {
    const value = argumentOf(call, method);
    if (value) return byName(value, method, call, app);
  }
  return unclear(call, app);
}

function argumentOf({ args, named }: SourceCall, { argument, position }: Method): Constant | undefined {
  const value = named.find(([name]) => name === argument)?.[1];
  return value ?? (position === null ? undefined : args[position]);
}

/** A text that is an ARN says by itself what it names, and where. */
function byArn(value: Constant, app: App): Reference | undefined {
  if (value.kind !== "text") return undefined;
  const text = inPlace(value.value, app);
  const arn = text === undefined || !isLiteralReference(text) ? undefined : parseArn(text);
  if (!arn) return undefined;
  const named = findReadableByArn(arn);
  const { target } = app;
  return {
    type: named?.type.type ?? null,
    formatType: named?.type.type ?? arn.service,
    place: {
      partition: arn.partition,
      account: arn.account || target.account,
      region: arn.region || target.region,
    },
    identity: named?.identity ?? { kind: "identifier", identifier: text ?? "", name: text ?? "" },
    ...(arn.region !== "" && { placeIsText: true }),
  };
}

function byName(value: Constant, method: Method, call: SourceCall, app: App): readonly Reference[] {
  const { type, property } = method;
  const text = value.kind === "text" ? inPlace(value.value, app) : undefined;
  if (text === undefined) return open(value, type, app);
  const place = placeOf(type, call, app);
  const readable = findReadable(type);
  const name = withoutPrefix(type, text);
  const identity =
    property === null || !("account" in place)
      ? ({ kind: "identifier", identifier: name, name } as const)
      : find(type)?.cloudformation.identity(map(new Map([[property, known(name)]])), place);
  if (!identity || isOfAws(type, name)) return [];
  return [{ type: readable?.type ?? null, formatType: type, place, identity }];
}

/** What a method of CDK's refers to that no line of the table says, or whose arguments say what it is like. */
function unclear(call: SourceCall, app: App): readonly Reference[] {
  const provider = LOOKUP_PROVIDERS.get(`${call.module}.${call.className}`);
  if (/^(?:fromLookup|lookup)/.test(call.method)) {
    if (app.isSynthesized || (provider !== undefined && app.providers.has(provider))) return [];
    const reason = `what \`${nameOf(call)}\` finds is known once \`cdk synth\` has kept it: commit \`cdk.context.json\``;
    return [unresolvedReference(`${call.module}.${call.className}`, unresolved(reason))];
  }
  const argument = call.args[2] ?? call.named.find(([name]) => name !== "scope" && name !== "id")?.[1];
  if (!argument || !NAMING.test(call.method)) return [];
  const type = `${call.module || "core"}.${call.className}`;
  if (argument.kind === "unknown") return open(argument, type, app);
  if (argument.kind !== "text") return [];
  const text = inPlace(argument.value, app);
  if (text === undefined) return open(argument, type, app);
  // An ARN that names no single resource of the account: a wildcard, what AWS manages.
  if (text.startsWith("arn:")) return [];
  return [
    { type: null, formatType: type, place: app.target, identity: { kind: "identifier", identifier: text, name: text } },
  ];
}

/** Methods that take one id; not those of what AWS manages. */
const NAMING = /^from(?!AwsManaged)\w*(?:Arn|Attributes|Id|Name)$/;

/** Known only when the app runs, unless the app makes it itself: then the templates that it makes say it, where they are there. */
function open(value: Constant, type: string, { isSynthesized }: App): readonly Reference[] {
  const isOwn = value.kind === "unknown" && value.own;
  if (isSynthesized || isOwn) return [];
  const expression = value.kind === "text" ? value.value : value.kind === "unknown" ? value.text : "its argument";
  const reason = `\`${expression}\` is known only when the app runs: commit \`cdk.out\` to have it checked`;
  return [unresolvedReference(type, unresolved(reason))];
}

function unresolvedReference(formatType: string, value: UnresolvedValue): Reference {
  const type = findReadable(formatType)?.type ?? null;
  return { type: type ?? formatType, formatType, place: value, identity: { kind: "unresolved", value } };
}

/** Where a name is looked for: in the one place that the app deploys to, or where the call itself says. */
function placeOf(type: string, call: SourceCall, { target, places }: App): Place | UnresolvedValue {
  const said = (name: string): string | undefined => {
    const value = call.named.find(([key]) => key === name)?.[1];
    return value?.kind === "text" && !value.value.includes("${") ? value.value : undefined;
  };
  const region = said("region");
  const account = said("account");
  const accounts = new Set(places.map((place) => place.account));
  const regions = new Set(places.map((place) => place.region));
  const isOpen =
    (account === undefined && accounts.size > 1) || (region === undefined && regions.size > 1 && !GLOBAL.test(type));
  if (isOpen)
    return unresolved("the app deploys to several accounts or regions, and the call does not say which is meant");
  const own = region ?? target.region;
  return { partition: partitionOf(own), account: account ?? target.account, region: own };
}

/** A text with the account and region of the one place that the app deploys to; undefined where there are several. */
function inPlace(text: string, { places, target }: App): string | undefined {
  if (!text.includes("${")) return text;
  if (places.some(({ account, region }) => account !== target.account || region !== target.region)) return undefined;
  return text
    .replaceAll("${AWS::AccountId}", target.account)
    .replaceAll("${AWS::Region}", target.region)
    .replaceAll("${AWS::Partition}", target.partition);
}

function withoutPrefix(type: string, text: string): string {
  return type === "AWS::Route53::HostedZone" ? text.replace(/^\/hostedzone\//, "") : text;
}

/** AWS's own: it is there in every account. */
function isOfAws(type: string, name: string): boolean {
  if (type === "AWS::SSM::Parameter") return /^\/aws(?:\/|$)/.test(name);
  return type === "AWS::KMS::Alias" && name.startsWith("alias/aws/");
}
