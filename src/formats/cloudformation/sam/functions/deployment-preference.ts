import type { Data, Dict, Text } from "../data/data.ts";
import type { DeploymentPreference, SamContext, SamResource } from "../context.ts";
import type { Made } from "../data/made.ts";
import { SamError } from "../error.ts";
import { assign, idOf, inherited, make, tagList } from "../data/made.ts";
import { combinedConditions, getAtt, ifItems, isIf, isIntrinsic, isNoValue, ref, sub } from "../data/intrinsics.ts";
import { dict, entriesOf, get, is, isDict, isText, isTruthy, set, textOf, update } from "../data/data.ts";
import { resolveMapping, resolveParameters } from "../data/resolve.ts";
import { trustIn } from "../policies/policies.ts";

const APPLICATION = "ServerlessDeploymentApplication";
const SERVICE_ROLE = "CodeDeployServiceRole";
const CONDITION = "ServerlessCodeDeployCondition";

/** CodeDeploy's own configurations for Lambda, which SAM takes without their prefix. */
const CONFIGURATIONS: ReadonlySet<string> = new Set([
  "Canary10Percent5Minutes",
  "Canary10Percent10Minutes",
  "Canary10Percent15Minutes",
  "Canary10Percent30Minutes",
  "Linear10PercentEvery1Minute",
  "Linear10PercentEvery2Minutes",
  "Linear10PercentEvery3Minutes",
  "Linear10PercentEvery10Minutes",
  "AllAtOnce",
]);

/** Notes how a function's versions get their traffic, unless that is turned off. */
export function addDeploymentPreference(resource: SamResource, context: SamContext): void {
  const { properties, logicalId } = resource;
  const preference = get(properties, "DeploymentPreference");
  if (!isDict(preference)) throw new SamError("`DeploymentPreference` must be a map");
  const resolved = (name: string): Data =>
    resolveMapping(resolveParameters(get(preference, name), context.parameters), context.mappings);
  const enabled = resolved("Enabled");
  if (enabled === false || is(enabled, "false") || is(enabled, "False")) return;
  const type = resolved("Type");
  if (type === null) throw new SamError("`DeploymentPreference` needs a `Type`");
  // What is wrong with the alarms is this function's mistake, not that of all that share the deployment.
  alarmConfiguration(get(preference, "Alarms"));
  const hooks = get(preference, "Hooks");
  const isConditional = isYes(resolved("PassthroughCondition"));
  const tags = isTruthy(get(properties, "PropagateTags")) ? get(properties, "Tags") : null;
  context.deployments.set(textOf(logicalId) ?? "", {
    type,
    preTraffic: get(hooks, "PreTraffic"),
    postTraffic: get(hooks, "PostTraffic"),
    alarms: get(preference, "Alarms"),
    role: get(preference, "Role"),
    triggers: get(preference, "TriggerConfigurations"),
    condition: isConditional ? get(inherited(resource.attributes), "Condition") : null,
    tags: isTruthy(tags) ? tags : null,
  });
}

function isYes(value: Data): boolean {
  return value === true || is(value, "true") || is(value, "True");
}

/** The update policy of a function's alias; undefined where its traffic is not shifted. */
export function updatePolicyOf(logicalId: Text, { deployments }: SamContext): Dict | undefined {
  const preference = deployments.get(textOf(logicalId) ?? "");
  if (!preference) return undefined;
  const update = dict({
    ApplicationName: ref(APPLICATION),
    DeploymentGroupName: ref(groupId(textOf(logicalId) ?? "")),
    BeforeAllowTrafficHook: preference.preTraffic ?? undefined,
    AfterAllowTrafficHook: preference.postTraffic ?? undefined,
  });
  return dict({ CodeDeployLambdaAliasUpdate: update });
}

function groupId(logicalId: string): string {
  return idOf(logicalId, "DeploymentGroup");
}

/** What the functions whose traffic is shifted have in common, and a deployment group for each. */
export function deploymentResources({ deployments, conditions, partition }: SamContext): readonly Made[] {
  const preferences = [...deployments.values()];
  if (preferences.length === 0) return [];
  const shared = sharedAttributes(preferences, conditions);
  const tags = dict();
  for (const preference of preferences) if (isDict(preference.tags)) update(tags, preference.tags);
  const application = make("AWS::CodeDeploy::Application", APPLICATION, { ComputePlatform: "Lambda" }, shared);
  const isIsolated = partition === "aws-iso" || partition === "aws-iso-b";
  const policy = `AWSCodeDeployRoleForLambda${isIsolated ? "Limited" : ""}`;
  const role = make(
    "AWS::IAM::Role",
    SERVICE_ROLE,
    {
      AssumeRolePolicyDocument: trustIn("codedeploy.amazonaws.com"),
      ManagedPolicyArns: [`arn:${partition}:iam::aws:policy/service-role/${policy}`],
    },
    shared,
  );
  if (tags.slots.size > 0) for (const made of [application, role]) assign(made, { Tags: tagList(tags) });
  const groups = [...deployments].map(([logicalId, preference]) => deploymentGroup(logicalId, preference));
  const needsRole = preferences.some((preference) => !isTruthy(preference.role));
  return [application, ...(needsRole ? [role] : []), ...groups];
}

/** Where every function has a condition, so has what they share. */
function sharedAttributes(preferences: readonly DeploymentPreference[], conditions: Dict | null): Dict {
  const names = new Set(preferences.flatMap(({ condition }) => textOf(condition) ?? []));
  if (preferences.some(({ condition }) => !isTruthy(condition))) return dict();
  const [only = CONDITION] = names.size === 1 ? names : [];
  if (conditions) for (const [name, made] of combinedConditions([...names], CONDITION)) set(conditions, name, made);
  return dict({ Condition: only });
}

function deploymentGroup(logicalId: string, preference: DeploymentPreference): Made {
  const { alarms, role, triggers, tags, condition } = preference;
  return make(
    "AWS::CodeDeploy::DeploymentGroup",
    groupId(logicalId),
    {
      AlarmConfiguration: alarmConfiguration(alarms),
      ApplicationName: ref(APPLICATION),
      AutoRollbackConfiguration: dict({
        Enabled: true,
        Events: ["DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"],
      }),
      DeploymentConfigName: configurationName(preference.type, false),
      DeploymentStyle: dict({ DeploymentType: "BLUE_GREEN", DeploymentOption: "WITH_TRAFFIC_CONTROL" }),
      ServiceRoleArn: isTruthy(role) ? role : getAtt(SERVICE_ROLE, "Arn"),
      TriggerConfigurations: isTruthy(triggers) ? triggers : null,
      Tags: tags === null ? null : tagList(tags),
    },
    isTruthy(condition) ? dict({ Condition: condition }) : dict(),
  );
}

function alarmConfiguration(alarms: Data): Data {
  if (!isTruthy(alarms) || isNoValue(alarms)) return null;
  const items = isIf(alarms) ? ifItems(alarms) : undefined;
  if (items) return dict({ "Fn::If": [items[0], alarmList(items[1]), alarmList(items[2])] });
  return alarmList(alarms);
}

function alarmList(alarms: Data): Dict {
  if (!Array.isArray(alarms)) throw new SamError("`Alarms` must be a list");
  if (alarms.length === 0 || isNoValue(alarms[0])) return dict();
  return dict({ Enabled: true, Alarms: alarms.map((alarm) => dict({ Name: alarm })) });
}

/** The name of a configuration, wherever it stands in a value. */
function configurationName(value: Data, inSub: boolean): Data {
  if (Array.isArray(value)) return value.map((item) => configurationName(item, false));
  if (isIntrinsic(value)) {
    const replaced = dict();
    for (const [key, child] of entriesOf(value)) set(replaced, key, configurationName(child, is(key, "Fn::Sub")));
    return replaced;
  }
  if (!isText(value) || !CONFIGURATIONS.has(textOf(value) ?? "")) return value;
  const named = "CodeDeployDefault.Lambda${ConfigName}";
  const variables = dict({ ConfigName: value });
  return inSub ? [named, variables] : sub(named, variables);
}
