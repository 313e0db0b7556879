import type { At, Entry, Node } from "../template/nodes.ts";
import type { MadeFrom } from "./expand.ts";
import { entryOf, scalarText } from "../template/nodes.ts";

/** Where a made resource and its properties were written. */
type Places = { readonly whole: At; readonly of: (property: string) => At | undefined };

/** What the author calls a property that the transform gives another name. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  AttributeDefinitions: ["PrimaryKey"],
  Body: ["DefinitionBody"],
  BodyS3Location: ["DefinitionUri"],
  CapacityProviderScalingConfig: ["ScalingConfig"],
  Code: ["CodeUri", "InlineCode", "ImageUri"],
  Content: ["ContentUri"],
  DeadLetterConfig: ["DeadLetterQueue"],
  DefinitionS3Location: ["DefinitionUri", "SchemaUri"],
  DefinitionString: ["Definition"],
  EventPattern: ["Pattern"],
  EventSourceArn: ["Queue", "Stream", "Broker", "Cluster"],
  FunctionVersion: ["AutoPublishAlias"],
  KeySchema: ["PrimaryKey"],
  LoggingConfiguration: ["Logging"],
  ManagedPolicyArns: ["Policies"],
  Path: ["RolePath"],
  PermissionsConfig: ["OperatorRole"],
  RoleArn: ["Role"],
  ScheduleExpression: ["Schedule"],
  StateMachineName: ["Name"],
  StateMachineType: ["Type"],
  TemplateURL: ["Location"],
  TopicArn: ["Topic"],
  TracingConfig: ["Tracing"],
  TracingConfiguration: ["Tracing"],
};

/** The places of what a SAM resource, or an event of it, makes. */
export function placesFor({ logicalId, event }: MadeFrom, resources: Entry, root: Node): Places {
  const resource = logicalId === null ? undefined : sourceOf(resources.value, logicalId);
  if (!resource) return { whole: resources.at, of: () => undefined };
  const properties = entryOf(resource.value, "Properties")?.value;
  const declared = event === null ? undefined : entryOf(entryOf(properties, "Events")?.value, event);
  const own = declared ? entryOf(declared.value, "Properties")?.value : properties;
  const type = /^AWS::Serverless::(.+)$/.exec(scalarText(entryOf(resource.value, "Type")?.value) ?? "")?.[1];
  const defaults = declared || type === undefined ? undefined : entryOf(entryOf(root, "Globals")?.value, type)?.value;
  const of = (property: string): At | undefined => {
    const names = [property, ...(WRITTEN_AS[property] ?? [])];
    const found = names.flatMap((name) => entryOf(own, name) ?? []);
    const inherited = names.flatMap((name) => entryOf(defaults, name) ?? []);
    return (found[0] ?? inherited[0])?.at;
  };
  return { whole: (declared ?? resource).at, of };
}

/** The resource of that logical id, or the one whose own connector has it. */
function sourceOf(resources: Node, logicalId: string): Entry | undefined {
  const direct = entryOf(resources, logicalId);
  if (direct || resources.kind !== "map") return direct;
  for (const entry of resources.entries) {
    const connectors = entryOf(entry.value, "Connectors")?.value;
    if (!logicalId.startsWith(entry.key) || !connectors) continue;
    const connector = entryOf(connectors, logicalId.slice(entry.key.length));
    if (connector) return connector;
  }
  return undefined;
}
