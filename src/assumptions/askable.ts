import type { Assumption } from "../model/assumption.ts";
import type { Place } from "../model/target.ts";
import { find, findReadable } from "../resources/index.ts";
import type { ReadableType, ResourceType } from "../resources/type.ts";

/** The assumption's type and place, once neither is in doubt; undefined for a blocked assumption. */
export function askable(assumption: Assumption): { type: ResourceType; place: Place } | undefined {
  const type = find(assumption.subject.type);
  return type && placed(assumption, type);
}

/** As `askable`, also of types that can only be looked at. */
export function readable(assumption: Assumption): { type: ReadableType; place: Place } | undefined {
  const isAnyones = assumption.kind === "exists" && assumption.isAnyones === true;
  const type = isAnyones ? findAnyones(assumption.subject.type) : findReadable(assumption.subject.type);
  return type && placed(assumption, type);
}

/** A type whose names are unique worldwide, read so that any account's answers. */
function findAnyones(name: string): ReadableType | undefined {
  const type = find(name);
  if (!type?.nameIsGlobal) return undefined;
  const { witness: _witness, list: _list, nameIsGlobal, ...own } = type;
  return { ...own, read: nameIsGlobal };
}

function placed<Type>({ blocked, place }: Assumption, type: Type): { type: Type; place: Place } | undefined {
  return blocked || !place ? undefined : { type, place };
}
