import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { parseArn } from "./arn.ts";
import { unidentified } from "./identity.ts";
import { findByTerraformType } from "./index.ts";
import type { ReadableType, StateAttributes } from "./type.ts";

/** `Ref` gives an ARN for types whose Cloud Control identifier has more parts; for the others it is that identifier. */
export function identityOfPhysicalId(type: ReadableType, physicalId: string): Identity {
  const arn = parseArn(physicalId);
  const fromArn = arn ? type.fromArn(arn) : undefined;
  return fromArn ?? { kind: "identifier", identifier: physicalId, name: type.nameOf(physicalId) };
}

/**
 * The live resource that an entry of Terraform's state stands for: as the type says, else by its ARN where the type knows
 * that, else by its id. An ARN that leads elsewhere than code does shows that it is the state of something else.
 */
export function identityInState(
  type: ReadableType,
  terraformType: string,
  attributes: StateAttributes,
  place: Place,
): Identity {
  const { arn: text = "", id = "" } = attributes;
  const arn = parseArn(text);
  if (arn && isElsewhere(arn, place)) return unidentified(`the state has \`${text}\` for it, which is elsewhere`);
  const fromState = findByTerraformType(terraformType)?.names.fromState;
  if (fromState) return fromState.identity(attributes, place) ?? unidentified(lacking(fromState.attributes));
  const fromArn = arn && type.fromArn(arn);
  if (fromArn) return fromArn;
  return id === "" ? unidentified(lacking(["id"])) : identityOfPhysicalId(type, id);
}

function isElsewhere({ account, region }: { account: string; region: string }, place: Place): boolean {
  return (account !== "" && account !== place.account) || (region !== "" && region !== place.region);
}

function lacking(attributes: readonly string[]): string {
  return `the state lacks ${attributes.map((name) => `\`${name}\``).join(" or ")} of it`;
}
