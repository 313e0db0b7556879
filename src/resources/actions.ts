import type { ReadableType, ResourceType } from "./type.ts";

/** Every IAM action that looking at resources of a type may come to need, in order and once each. */
export function actionsOf(type: ReadableType & Partial<Pick<ResourceType, "nameIsGlobal">>): readonly string[] {
  const { read, list, finder, witness, nameIsGlobal } = type;
  const all = [read, list, finder, witness, nameIsGlobal].flatMap((call) => call?.actions ?? []);
  return [...new Set(all)].toSorted();
}
