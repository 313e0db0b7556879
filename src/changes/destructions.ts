import { withoutKeys } from "../model/address.ts";
import type { Declared, Identity, ResourceBlock } from "../model/declared.ts";
import type { SliceItem } from "../model/slice.ts";
import type { Problem } from "../model/source.ts";

/**
 * What a change deletes, or replaces by one of another name, although head's code says that it is
 * not to be deleted (`prevent_destroy`): Terraform refuses to plan it.
 */
export function refusedDestructions(items: readonly SliceItem[], head: Declared | null): readonly Problem[] {
  return items.flatMap(({ base, head: atHead, undecided, isForgotten }) => {
    if (base?.mode !== "resource" || undecided !== null || isForgotten) return [];
    const place = head?.prevented?.get(withoutKeys(base.address));
    if (!place) return [];
    const what = atHead === null ? "deletes" : isReplaced(base, atHead) ? "replaces" : null;
    if (what === null) return [];
    const message = `this change ${what} \`${base.address}\`, which \`prevent_destroy\` refuses`;
    return [{ path: place.path, line: place.line, message }];
  });
}

/** What is configured for another place is created there, and left where it was. */
function isReplaced(base: ResourceBlock, head: SliceItem["head"]): boolean {
  if (head?.mode !== "resource" || head.type !== base.type || head.type === null) return false;
  const [before, after] = [nameOf(base.identity), nameOf(head.identity)];
  return head.isRenamedInPlace !== true && before !== null && after !== null && before !== after;
}

function nameOf(identity: Identity): string | null {
  return "name" in identity ? identity.name : null;
}
