import type { Place } from "../../model/target.ts";
import { known } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { entryOf } from "./node.ts";
import { sameKmsKey } from "./same-reference.ts";
import { sameBoolean, sameStructure, sameText } from "./same-value.ts";
import { allOf, sameInAnyOrder } from "./sameness.ts";
import type { Sameness } from "./sameness.ts";

/** A bucket's one encryption rule; its key may be written as an id, an ARN or an alias. */
export function sameEncryption(declared: Value, live: Value, place: Place): Sameness {
  const [rule, liveRule] = [onlyItem(declared), onlyItem(live)];
  if (!rule || !liveRule) return sameStructure(declared, live);
  const [own, liveOwn] = [entryOf(rule, BY_DEFAULT), entryOf(liveRule, BY_DEFAULT)];
  return allOf([
    sameAt(own, liveOwn, "SSEAlgorithm", sameText),
    sameAt(own, liveOwn, "KMSMasterKeyID", (one, other) => sameKmsKey(one, other, place)),
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionRule.html
    sameAt(rule, liveRule, "BucketKeyEnabled", sameBoolean, known(false)),
    sameBlocked(entryOf(rule, BLOCKED), entryOf(liveRule, BLOCKED)),
  ]);
}

const BY_DEFAULT = "ServerSideEncryptionByDefault";
const BLOCKED = "BlockedEncryptionTypes";

/** Only what is declared is compared. */
function sameAt(
  declared: Value | undefined,
  live: Value | undefined,
  name: string,
  same: (declared: Value, live: Value) => Sameness,
  absent?: Value,
): Sameness {
  const [one, other] = [entryOf(declared, name), entryOf(live, name) ?? absent];
  if (!one) return "same";
  if (other) return same(one, other);
  return one.kind === "unresolved" ? "unresolved" : "different";
}

/** Not known to be returned by every read. */
function sameBlocked(declared: Value | undefined, live: Value | undefined): Sameness {
  const [types, liveTypes] = [entryOf(declared, "EncryptionType"), entryOf(live, "EncryptionType")];
  if (!types) return "same";
  if (types.kind !== "list" || liveTypes?.kind !== "list") return "unobservable";
  return sameInAnyOrder(types.items, liveTypes.items, sameText);
}

function onlyItem(value: Value): Value | undefined {
  return value.kind === "list" && value.items.length === 1 ? value.items[0] : undefined;
}
