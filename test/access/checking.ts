import type { LiveAccess } from "../../src/model/live.ts";
import { deriveAll } from "../../src/assumptions/derive.ts";
import { observe } from "../../src/assumptions/observe.ts";
import { kindOf } from "../../src/assumptions/index.ts";
import type { Identity, LookupBlock, ResourceBlock } from "../../src/model/declared.ts";
import type { Judgement } from "../../src/model/finding.ts";
import type { Target } from "../../src/model/target.ts";
import type { MapValue } from "../../src/model/value.ts";
import { block, declaredMap } from "../resources/declare.ts";
import { spellingOf, typeOf } from "../resources/comparing.ts";
import type { TerraformNames } from "../../src/resources/type.ts";
import type { JsonObject, Sample } from "../resources/samples/sample.ts";
import { place } from "../resources/samples/sample.ts";
import { HANDLERS } from "../world/aws/handlers.ts";

/** The live resource of a sample, as a world file holds it. */
export function liveOf(sample: Sample): { type: string; identifier: string; properties: JsonObject } {
  return { type: sample.type, identifier: identifierOf(sample), properties: sample.live };
}

/** Its Cloud Control identifier: what the sample says is live, else what its code says. */
function identifierOf(sample: Sample): string {
  const names = HANDLERS.get(sample.type)?.identifier ?? [];
  const parts = names.flatMap((property) => (typeof sample.live[property] === "string" ? sample.live[property] : []));
  if (parts.length > 0 && parts.length === names.length) return parts.join("|");
  const identity = declaredIdentity(sample);
  if (identity.kind === "natural-key" && typeOf(sample.type).read.api !== "cloudcontrol:GetResource")
    return Object.values(identity.key)
      .filter((part) => typeof part === "string")
      .join("|");
  if (identity.kind === "identifier") return identity.identifier;
  return identity.kind === "name" ? identity.name : `a-${sample.type.toLowerCase().replaceAll(":", "-")}`;
}

function declaredIdentity(sample: Sample): Identity {
  const type = typeOf(sample.type);
  if (sample.cloudformation) return type.cloudformation.identity(declaredMap(sample.cloudformation), place);
  return spellingOf(type, sample.resource).identity(block(sample.terraform ?? {}), place);
}

/** The top-level properties that the code declares and a comparison can see. */
export function compared(sample: Sample): ReadonlySet<string> {
  const { properties } = typeOf(sample.type);
  const names = [...propertiesOf(sample).entries.keys()].filter((name) => {
    const observed = properties.get(name)?.observed;
    return observed !== undefined && !(typeof observed === "object" && "never" in observed);
  });
  return new Set(names);
}

/** What a check says of a resource that code only looks up, by its identifier. */
export async function judgeLookUp(
  type: string,
  identifier: string,
  target: Target,
  live: LiveAccess,
): Promise<Judgement> {
  const block = { ...BARE, mode: "lookup", type, formatType: type, place } as const;
  return judgeBlock({ ...block, identity: { kind: "identifier", identifier, name: identifier } }, target, live);
}

/** What a check says of the sample's resource, which the code declares as it is live, through a way into its account. */
export async function judge(sample: Sample, target: Target, live: LiveAccess): Promise<Judgement> {
  return judgeBlock(blockOf(sample), target, live);
}

async function judgeBlock(block: LookupBlock | ResourceBlock, target: Target, live: LiveAccess): Promise<Judgement> {
  const declared = {
    format: block.formatType.startsWith("aws_") ? "terraform" : "cloudformation",
    blocks: new Map([[block.address, block]]),
    files: new Set<string>(),
    problems: [],
    writes: "declared",
    moves: [],
  } as const;
  const item = { base: block, head: block, touched: true, undecided: null };
  const slice = { unit: "it", base: declared, head: declared, items: [item], problems: [] };
  const assumptions = deriveAll([{ target, slice }], [target]);
  const [assumption] = assumptions;
  if (!assumption || assumptions.length > 1)
    throw new Error(`${assumptions.length} assumptions of ${block.type ?? ""}`);
  const { observations, unreachable } = await observe(assumptions, [target], live, AbortSignal.timeout(20_000));
  for (const { reason } of unreachable.values()) throw new Error(reason);
  return kindOf(assumption).judge(assumption, observations);
}

const BARE = {
  address: "It",
  source: { path: "main.tf", line: 1, column: 1, endLine: 1, endColumn: 1 },
  fingerprint: "",
  leansOn: [],
  arguments: declaredMap({}),
  literals: [],
} as const;

function blockOf(sample: Sample): ResourceBlock {
  const identifier = identifierOf(sample);
  const { type, resource } = sample;
  const names = sample.cloudformation ? undefined : spellingOf(typeOf(type), resource);
  const identity = declaredIdentity(sample);
  return {
    ...BARE,
    mode: "resource",
    type,
    formatType: names?.type ?? type,
    place,
    // A name is what the read takes; by a key or in a stack, the identifier is looked up before the same read.
    identity: identity.kind === "name" ? identity : { kind: "identifier", identifier, name: identifier },
    ...partOf(names, sample),
    properties: propertiesOf(sample),
    ignored: [],
  };
}

function partOf(names: TerraformNames | undefined, { terraform }: Sample): Pick<ResourceBlock, "part"> {
  const part = typeof names?.part === "function" ? names.part(block(terraform ?? {})) : names?.part;
  return part ? { part } : {};
}

/** What the code declares, in the type's own vocabulary. */
function propertiesOf(sample: Sample): MapValue {
  if (sample.cloudformation) return declaredMap(sample.cloudformation);
  return spellingOf(typeOf(sample.type), sample.resource).properties(block(sample.terraform ?? {}), place);
}
