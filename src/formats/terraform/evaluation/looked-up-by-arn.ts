import type { Identity } from "../../../model/declared.ts";
import type { Place } from "../../../model/target.ts";
import { asString } from "../../../model/value.ts";
import type { MapValue, UnresolvedValue } from "../../../model/value.ts";
import { parseArn } from "../../../resources/arn.ts";
import { unidentified } from "../../../resources/identity.ts";
import type { Arn, ResourceType } from "../../../resources/type.ts";
import type { LookedUpByArn, ResourceInstance } from "./scope.ts";

/**
 * What a data source looks up that is given an ARN where its type takes one.
 * @param own where the data source's provider asks
 */
export function lookedUpByArn(
  { mode, type, spelling, uncertain }: ResourceInstance,
  args: MapValue,
  own: Place | UnresolvedValue,
): LookedUpByArn | undefined {
  const lookupArns = spelling?.lookupArns;
  if (mode !== "data" || !type || !lookupArns || uncertain !== null || "kind" in own) return undefined;
  for (const argument of lookupArns.arguments) {
    const text = asString(args.entries.get(argument));
    const arn = text === undefined ? undefined : parseArn(text);
    if (text === undefined || !arn) continue;
    const unreached = whyUnreached(arn, argument, lookupArns.ofOthers === true, own);
    if (unreached !== null) return { arn: text, place: own, identity: unidentified(unreached), isReached: false };
    return { arn: text, place: placeIn(arn, own), identity: identityBy(arn, text, type), isReached: true };
  }
  return undefined;
}

/** No API answers for another region than the one that is asked, and only some for what another account shares. */
function whyUnreached(arn: Arn, argument: string, reachesOthers: boolean, own: Place): string | null {
  if (arn.region !== "" && arn.region !== own.region)
    return `\`${argument}\` is an ARN of ${arn.region}, and the look-up asks ${own.region}`;
  const isForeign = isAccount(arn.account) && arn.account !== own.account;
  return isForeign && !reachesOthers
    ? `\`${argument}\` is an ARN of account ${arn.account}, and the look-up asks account ${own.account}`
    : null;
}

function placeIn({ partition, account, region }: Arn, own: Place): Place {
  return { partition, account: isAccount(account) ? account : own.account, region: region || own.region };
}

function identityBy(arn: Arn, text: string, type: ResourceType): Identity {
  return type.fromArn(arn) ?? unidentified(`\`${text}\` is no ARN of a ${type.noun}`);
}

function isAccount(text: string): boolean {
  return /^\d{12}$/.test(text);
}
