import type { Identity } from "../../model/declared.ts";
import { asString } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { unidentified } from "../identity.ts";

/** The identity of a filter without a name, with its log group where that is known. */
export function generatedIn(group: Value | undefined, identity: Identity): Identity {
  const within = asString(group) ?? (group?.kind === "unresolved" ? group.awaits : undefined);
  return identity.kind === "generated" && within ? { kind: "generated", within } : identity;
}

/**
 * The filter that a stack's physical id stands for: its name, or both parts of its identifier. A generated name has no
 * bar in it, and a log group's never has
 * (https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html).
 */
export function filterIn(
  physicalId: string,
  within: string | undefined,
  identify: (group: string, name: string) => Identity,
): Identity {
  if (within === undefined) return unidentified(`the log group of the filter \`${physicalId}\` is not known`);
  const parts = physicalId.split("|");
  const names = parts.filter((part) => part !== within);
  const [name] = names;
  if (name !== undefined && names.length === 1 && parts.length <= 2) return identify(within, name);
  return unidentified(`which filter of the log group \`${within}\` is \`${physicalId}\` cannot be told`);
}
