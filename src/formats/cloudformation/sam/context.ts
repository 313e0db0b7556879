import type { At } from "../template/nodes.ts";
import type { Data, Dict, Text } from "./data/data.ts";
import type { Made } from "./data/made.ts";

/** What a SAM resource's expansion works with. */
export type SamContext = {
  /** The template as the plug-ins left it: events write into the APIs, buckets and user pools that they name. */
  readonly template: Dict;
  readonly resources: Dict;
  /** The resources of the result, as far as they are made. */
  readonly result: Dict;
  /** The result's conditions; null where the template has none. */
  readonly conditions: Dict | null;
  readonly parameters: ReadonlyMap<string, Data>;
  readonly mappings: Data;
  readonly partition: string;
  /** Whether hashes are made as Python 2 made them. */
  readonly deployments: Map<string, DeploymentPreference>;
  readonly usagePlan: SharedUsagePlan;
  readonly recordSetGroups: Map<string, Made>;
  /** Names of the functions whose events name an API, by the API: they are part of its deployment's hash. */
  readonly functionNames: Map<string, string>;
};

/** How a function's new versions get their traffic. */
export type DeploymentPreference = {
  readonly type: Data;
  readonly preTraffic: Data;
  readonly postTraffic: Data;
  readonly alarms: Data;
  readonly role: Data;
  readonly triggers: Data;
  readonly condition: Data;
  readonly tags: Data;
};

/** The usage plan that APIs with `CreateUsagePlan: SHARED` have in common. */
export type SharedUsagePlan = {
  readonly dependsOn: Data[];
  readonly stages: Data[];
  readonly stageKeys: Data[];
  readonly conditions: Set<string>;
  anyWithoutCondition: boolean;
  deletionPolicy: string | null;
  updateReplacePolicy: string | null;
};

/** A SAM resource in the template. */
export type SamResource = {
  readonly logicalId: Text;
  readonly type: string;
  readonly properties: Dict;
  readonly attributes: Dict;
  readonly dependsOn: Data;
  readonly at: At | undefined;
};
