import type { Observation } from "../model/observation.ts";
import type { ReadableType } from "../resources/type.ts";

/** Whether what was found is only waiting to be deleted: its name is still taken, but nothing may rely on it. */
export function isGone(type: ReadableType, observation: Extract<Observation, { outcome: "present" }>): boolean {
  return type.deletionDate !== undefined && observation.properties[type.deletionDate] !== undefined;
}
