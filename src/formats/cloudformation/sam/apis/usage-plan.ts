import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource, SharedUsagePlan } from "../context.ts";
import { SamError } from "../error.ts";
import { assign, idOf, inherited, make, refOf } from "../data/made.ts";
import { dict, entriesOf, get, has, is, isDict, isSame, isTruthy, remove, set, textOf } from "../data/data.ts";
import { orCondition, ref } from "../data/intrinsics.ts";

const NAMES = ["UsagePlanName", "Description", "Quota", "Tags", "Throttle"];
const SHARED_CONDITION = "SharedUsagePlanCondition";

/** What `Auth.UsagePlan` makes: a plan, a key and what binds them; for one API or shared by several. */
export function usagePlan(resource: SamResource, stage: Made, context: SamContext): readonly Made[] {
  const wish = get(get(resource.properties, "Auth"), "UsagePlan");
  if (wish === null) return [];
  if (!isDict(wish)) throw new SamError("`Auth.UsagePlan` must be a map");
  const other = entriesOf(wish).find(([key]) => !["CreateUsagePlan", ...NAMES].includes(textOf(key) ?? ""));
  if (other) throw new SamError(`\`Auth.UsagePlan\` has no \`${textOf(other[0]) ?? ""}\``);
  const kind = get(wish, "CreateUsagePlan");
  if (is(kind, "NONE")) return [];
  if (!is(kind, "PER_API") && !is(kind, "SHARED")) {
    throw new SamError("`Auth.UsagePlan.CreateUsagePlan` is `PER_API`, `SHARED` or `NONE`");
  }
  const made = is(kind, "SHARED") ? sharedPlan(resource, stage, context) : ownPlan(resource, stage);
  const plan = made[0];
  for (const name of NAMES) {
    const value = get(wish, name);
    if (plan && isTruthy(value)) assign(plan, { [name]: value });
  }
  return made;
}

function ownPlan({ logicalId, attributes }: SamResource, stage: Made): readonly Made[] {
  const passed = () => inherited(attributes);
  const stages = [dict({ ApiId: ref(logicalId), Stage: refOf(stage) })];
  const keys = [dict({ RestApiId: ref(logicalId), StageName: refOf(stage) })];
  return planOf(idOf(logicalId, ""), [logicalId], stages, keys, passed);
}

function sharedPlan({ logicalId, attributes }: SamResource, stage: Made, context: SamContext): readonly Made[] {
  const { usagePlan: shared, conditions } = context;
  const passed = () => combinedAttributes(shared, inherited(attributes), conditions);
  addUnique(shared.dependsOn, logicalId);
  addUnique(shared.stages, dict({ ApiId: ref(logicalId), Stage: refOf(stage) }));
  addUnique(shared.stageKeys, dict({ RestApiId: ref(logicalId), StageName: refOf(stage) }));
  return planOf("Serverless", shared.dependsOn, shared.stages, shared.stageKeys, passed);
}

function planOf(prefix: string, dependsOn: Data, stages: Data, keys: Data, passed: () => Dict): readonly Made[] {
  const planId = `${prefix}UsagePlan`;
  const plan = make("AWS::ApiGateway::UsagePlan", planId, { ApiStages: stages }, passed(), dependsOn);
  const key = make("AWS::ApiGateway::ApiKey", `${prefix}ApiKey`, { Enabled: true, StageKeys: keys }, passed(), [
    planId,
  ]);
  const binding = make(
    "AWS::ApiGateway::UsagePlanKey",
    `${prefix}UsagePlanKey`,
    { KeyId: refOf(key), KeyType: "API_KEY", UsagePlanId: ref(planId) },
    passed(),
    [key.logicalId],
  );
  return [plan, key, binding];
}

function addUnique(list: Data[], value: Data): void {
  if (!list.some((other) => isSame(other, value))) list.push(value);
}

/** What is shared is kept as soon as one of the APIs is, and made as soon as one of them is. */
function combinedAttributes(shared: SharedUsagePlan, own: Dict, conditions: Dict | null): Dict {
  shared.deletionPolicy = stricter(shared.deletionPolicy, get(own, "DeletionPolicy"), ["Retain"]);
  shared.updateReplacePolicy = stricter(shared.updateReplacePolicy, get(own, "UpdateReplacePolicy"), [
    "Retain",
    "Snapshot",
  ]);
  addCondition(shared, textOf(get(own, "Condition")), conditions);
  const hasCondition = shared.conditions.size > 0 && !shared.anyWithoutCondition;
  return dict({
    DeletionPolicy: shared.deletionPolicy ?? undefined,
    UpdateReplacePolicy: shared.updateReplacePolicy ?? undefined,
    Condition: hasCondition ? SHARED_CONDITION : undefined,
  });
}

function stricter(held: string | null, wish: Data, order: readonly string[]): string | null {
  const wanted = textOf(wish) ?? null;
  if (held === null || wanted === null) return held ?? wanted;
  return order.find((policy) => policy === held || policy === wanted) ?? held;
}

function addCondition(shared: SharedUsagePlan, condition: string | undefined, conditions: Dict | null): void {
  if (shared.anyWithoutCondition) return;
  if (condition === undefined) {
    shared.anyWithoutCondition = true;
    if (conditions && has(conditions, SHARED_CONDITION)) remove(conditions, SHARED_CONDITION);
    return;
  }
  if (shared.conditions.has(condition)) return;
  if (!conditions) throw new SamError("the template has no `Conditions`");
  const isFirst = shared.conditions.size === 0;
  shared.conditions.add(condition);
  set(conditions, SHARED_CONDITION, isFirst ? condition : orCondition([...shared.conditions]));
}
