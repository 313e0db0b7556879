import type { Observation } from "../model/observation.ts";
import type { ResourceType } from "../resources/type.ts";

/** Whether what was found is only waiting to be deleted: its name is still taken, but nothing may rely on it. */
export function isGone(type: ResourceType, observation: Extract<Observation, { outcome: "present" }>): boolean {
  return type.deletionDate !== undefined && observation.properties[type.deletionDate] !== undefined;
}
