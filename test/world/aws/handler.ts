import type { Json } from "../../../src/model/json.ts";
import type { HandlerDefinition } from "../world.ts";

/** Where a resource lives, as its ARN spells it. */
export type HandlerPlace = { readonly partition: string; readonly account: string; readonly region: string };

type Properties = { readonly [property: string]: Json };

/** A sub-call of a read handler: the properties that it fills, and what happens when it is denied. */
type Subread = HandlerDefinition["subreads"][number];

/**
 * What Cloud Control's handlers of one type do. `read` is the call that a read cannot do without; `listed` are the properties that a
 * listing returns besides the identifier, and `model` those that it demands to be told. Actions, identifiers, read-only and write-only properties are those of the types' public
 * schemas; which sub-calls are swallowed is not published, so each of the two ways is given to some types here.
 */
export type Handler = HandlerDefinition & {
  /** How AWS's SDK for Java, which handlers use, names the service in messages. */
  readonly service: string;
  /** The code under which Cloud Control passes on the handler's AccessDenied: both have been seen. */
  readonly deniedAs: "GeneralServiceException" | "AccessDeniedException";
  arn(identifier: string, place: HandlerPlace): string;
  /** Properties that follow from the identifier and the other properties, as a read returns them. */
  derived(identifier: string, place: HandlerPlace, properties: Properties): { readonly [property: string]: string };
};

type Definition = Partial<HandlerDefinition> &
  Pick<HandlerDefinition, "identifier" | "read"> &
  Partial<Omit<Handler, keyof HandlerDefinition>>;

/** Fills in what a definition leaves out. */
export function handler(definition: Definition): Handler {
  const names = definition.identifier;
  const arn = definition.arn ?? (() => "*");
  return {
    subreads: [],
    list: [definition.read],
    listed: [],
    model: [],
    readOnly: [],
    writeOnly: [],
    global: false,
    provisioning: "FULLY_MUTABLE",
    service: serviceOf(definition.read),
    deniedAs: "GeneralServiceException",
    ...definition,
    arn,
    derived(identifier, place, properties) {
      const parts = identifier.split("|");
      const primary = Object.fromEntries(names.map((name, index) => [name, parts[index] ?? ""]));
      return { ...primary, ...definition.derived?.(identifier, place, properties) };
    },
  };
}

function serviceOf(action: string): string {
  const [prefix = ""] = action.split(":");
  return prefix.charAt(0).toUpperCase() + prefix.slice(1);
}

/** A sub-call whose denial is swallowed: its properties are left out. */
export function swallowed(action: string, ...properties: string[]): Subread {
  return { action, properties, denied: "swallowed" };
}

/** A sub-call whose denial fails the read. */
export function fails(action: string, ...properties: string[]): Subread {
  return { action, properties, denied: "fails" };
}

/** An ARN with account and region. */
export function regional(service: string, resource: (identifier: string) => string): Handler["arn"] {
  return (identifier, { partition, account, region }) =>
    `arn:${partition}:${service}:${region}:${account}:${resource(identifier)}`;
}

/** What follows the last separator. */
export function lastOf(text: string, separator: string): string {
  return text.slice(text.lastIndexOf(separator) + 1);
}

/** A parameter's part of its ARN: a leading slash of the name is not doubled. */
export function parameterResource(name: string): string {
  return `parameter${name.startsWith("/") ? "" : "/"}${name}`;
}

/** A secret's name, from its ARN. */
export function secretNameOf(arn: string): string {
  return lastOf(withoutSuffix(arn), ":");
}

/** A secret's ARN without the hyphen and six random characters that it ends in. */
export function withoutSuffix(arn: string): string {
  return arn.replace(/-[A-Za-z0-9]{6}$/, "");
}
