import type { AsDeclaredAssumption, Replaced } from "../model/assumption.ts";
import type { ResourceBlock, Writes } from "../model/declared.ts";
import type { Slice } from "../model/slice.ts";
import { asString } from "../model/value.ts";
import { sameDocument } from "../resources/comparison/same-value.ts";
import { defaultsFor, sameness } from "../resources/comparison/whole.ts";
import { createOnlyProperties } from "../resources/create-only.ts";
import { find } from "../resources/index.ts";
import { keyOfBlock } from "./identity.ts";

/**
 * What makes another resource of one that base declares: another name, or, in CloudFormation, a property that cannot
 * change in place. CloudFormation refuses the latter where the name stays what it is: see {@link replacedInPlace}.
 */
export function replacedBy(base: ResourceBlock, head: ResourceBlock, slice: Slice): Replaced | undefined {
  const usedBy = usersOf(head.address, slice);
  const isKept = [base, head].every(({ arguments: { entries } }) =>
    isRetained(asString(entries.get("UpdateReplacePolicy"))),
  );
  const kind = { usedBy, ...(isKept && { isKept: true as const }) };
  if (isAnother(base, head)) return { by: "name", ...kind };
  const properties = head.identity.kind === "stack" ? changedForGood(base, head, slice) : [];
  return properties.length === 0 ? undefined : { by: properties, ...kind };
}

/**
 * Properties whose change would replace a resource that keeps its own name. CloudFormation makes the new one before it
 * deletes the old one, and does not do it under a name that is given
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html).
 */
export function replacedInPlace(base: ResourceBlock, head: ResourceBlock, slice: Slice): readonly string[] {
  const isNamed = base.identity.kind === "identifier" || base.identity.kind === "name";
  return isNamed && !isAnother(base, head) ? changedForGood(base, head, slice) : [];
}

/** Whether what the change takes out of the code stays: CloudFormation's `DeletionPolicy`, as base has it. */
export function isKeptOnRemoval({ base, head }: Pick<AsDeclaredAssumption, "base" | "head">): boolean {
  return head === null && isRetained(asString(base.arguments.entries.get("DeletionPolicy")));
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
function isRetained(policy: string | undefined): boolean {
  return policy === "Retain" || policy === "RetainExceptOnCreate";
}

/** Under another name it is another resource: deploying creates that one, as head declares it, and deletes this one. */
function isAnother(base: ResourceBlock, head: ResourceBlock): boolean {
  if (head.isRenamedInPlace) return false;
  const [before, after] = [keyOfBlock(base), keyOfBlock(head)];
  return before !== null && after !== null && before !== after;
}

function changedForGood(base: ResourceBlock, head: ResourceBlock, slice: Slice): readonly string[] {
  const writes: Writes | undefined = slice.head?.writes;
  const type = base.type === null || base.type !== head.type ? undefined : find(base.type);
  if (writes !== "changed" || !type) return [];
  return createOnlyProperties(type.type).filter((property) => {
    const absent = defaultsFor(type.properties.get(property)?.default, "cloudformation").declared;
    const [before, after] = [base, head].map(({ properties }) => properties.entries.get(property) ?? absent);
    return sameness(before, after, sameDocument) === "different";
  });
}

function usersOf(address: string, { head }: Slice): Replaced["usedBy"] {
  return [...(head?.blocks.values() ?? [])].flatMap((block) =>
    block.address !== address && block.leansOn.includes(address)
      ? [{ address: block.address, source: block.source }]
      : [],
  );
}
