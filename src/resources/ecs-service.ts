import type { Identity } from "../model/declared.ts";
import type { Place } from "../model/target.ts";
import { known } from "../model/value.ts";
import type { Value } from "../model/value.ts";
import { parseArn } from "./arn.ts";
import {
  boolean,
  exact,
  keyed,
  nameOrArn,
  neverRead,
  number,
  object,
  set,
  tags,
  taskDefinition,
  whole,
} from "./comparison/rules.ts";
import { samePlacement } from "./comparison/same-placement.ts";
import { sameText } from "./comparison/same-value.ts";
import type { Sameness } from "./comparison/sameness.ts";
import { arnIn, computed, named, nameHere, placeOfArn, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { serviceFields } from "./terraform/ecs-fields.ts";
import type { Arn, ResourceType } from "./type.ts";

/** The cluster of a service that names none. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html */
const DEFAULT_CLUSTER = known("default");

/** ECS services. The identifier is `ServiceArn|Cluster`; the ARN has the cluster's name in it. */
export const ecsService: ResourceType = {
  type: "AWS::ECS::Service",
  noun: "service",
  terraform: {
    type: "aws_ecs_service",
    identity: (args, place) => serviceBy(args.entries.get("name"), args.entries.get("cluster"), place),
    // Of an old service the ARN does not say the cluster, which the state has beside it.
    fromState: {
      attributes: ["cluster"],
      identity: ({ id, name = "", cluster = "default" }, place) => {
        const clusterName = nameHere(cluster, "cluster/", place);
        if (!id || clusterName === undefined) return undefined;
        return { kind: "identifier", identifier: `${id}|${clusterName}`, name };
      },
    },
    lookup: (args, place) => {
      const identity = serviceBy(args.entries.get("service_name"), args.entries.get("cluster_arn"), place);
      return identity.kind === "generated" ? unidentified("the look-up has no `service_name`") : identity;
    },
    properties: (args) => toProperties(args, serviceFields),
    // Services that are older than long ARNs keep a short one, so that the ARN does not follow from the names.
    attribute: computed({ name: ({ name }) => name }),
  },
  cloudformation: {
    identity: (properties, place) =>
      serviceBy(properties.entries.get("ServiceName"), properties.entries.get("Cluster"), place),
    attribute: computed({ Name: ({ name }) => name }),
  },
  fromArn: serviceOfArn,
  scaledBy: (path, identifier) => {
    const service = /:(service\/[^|]+)/.exec(identifier)?.[1];
    return path === "DesiredCount" && service !== undefined
      ? { target: `${service}|ecs:service:DesiredCount|ecs` }
      : undefined;
  },
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "ecs:DescribeServices"] },
  list: { actions: ["cloudformation:ListResources", "ecs:DescribeServices", "ecs:ListClusters", "ecs:ListServices"] },
  nameOf: (identifier) => identifier.split("|")[0]?.split("/").at(-1) ?? identifier,
  properties: new Map([
    ["ServiceName", exact()],
    ["Cluster", nameOrArn({ absentIs: "default" })],
    ["TaskDefinition", taskDefinition()],
    // The provider creates a service without a count with none, CloudFormation with one.
    ["DesiredCount", number({ default: { terraform: 0, cloudformation: 1 } })],
    ["LaunchType", exact()],
    ["PlatformVersion", whole(samePlatformVersion, { absentIs: "LATEST" })],
    ["SchedulingStrategy", exact({ absentIs: "REPLICA" })],
    ["EnableExecuteCommand", boolean({ absentIs: false })],
    ["EnableECSManagedTags", boolean({ absentIs: false })],
    ["PropagateTags", exact({ absentIs: "NONE" })],
    ["AvailabilityZoneRebalancing", exact()],
    ["HealthCheckGracePeriodSeconds", number({ absentIs: 0 })],
    ["Role", nameOrArn()],
    ["NetworkConfiguration", object()],
    ["NetworkConfiguration/AwsvpcConfiguration", object()],
    ["NetworkConfiguration/AwsvpcConfiguration/Subnets", set()],
    ["NetworkConfiguration/AwsvpcConfiguration/SecurityGroups", set()],
    ["NetworkConfiguration/AwsvpcConfiguration/AssignPublicIp", exact({ absentIs: "DISABLED" })],
    ["LoadBalancers", keyed("TargetGroupArn")],
    ["LoadBalancers/*/TargetGroupArn", exact()],
    ["LoadBalancers/*/LoadBalancerName", exact({ absentIs: "" })],
    ["LoadBalancers/*/ContainerName", exact()],
    ["LoadBalancers/*/ContainerPort", number()],
    ["CapacityProviderStrategy", keyed("CapacityProvider")],
    ["CapacityProviderStrategy/*/CapacityProvider", exact()],
    ["CapacityProviderStrategy/*/Base", number({ absentIs: 0 })],
    ["CapacityProviderStrategy/*/Weight", number({ absentIs: 0 })],
    ["ServiceRegistries", keyed("RegistryArn")],
    ["ServiceRegistries/*/RegistryArn", exact()],
    ["ServiceRegistries/*/Port", number({ absentIs: 0 })],
    ["ServiceRegistries/*/ContainerPort", number({ absentIs: 0 })],
    ["ServiceRegistries/*/ContainerName", exact({ absentIs: "" })],
    ["PlacementStrategies", whole(samePlacement, { absentIs: [] })],
    ["PlacementConstraints", exact({ absentIs: [] })],
    ["DeploymentController", object()],
    ["DeploymentController/Type", exact({ absentIs: "ECS" })],
    ["DeploymentConfiguration", object()],
    ["DeploymentConfiguration/MaximumPercent", number({ absentIs: 200 })],
    ["DeploymentConfiguration/MinimumHealthyPercent", number({ absentIs: 100 })],
    ["DeploymentConfiguration/DeploymentCircuitBreaker", object()],
    ["DeploymentConfiguration/DeploymentCircuitBreaker/Enable", boolean({ absentIs: false })],
    ["DeploymentConfiguration/DeploymentCircuitBreaker/Rollback", boolean({ absentIs: false })],
    ["DeploymentConfiguration/Alarms", object()],
    ["DeploymentConfiguration/Alarms/AlarmNames", set()],
    ["DeploymentConfiguration/Alarms/Enable", boolean({ absentIs: false })],
    ["DeploymentConfiguration/Alarms/Rollback", boolean({ absentIs: false })],
    ["ServiceConnectConfiguration", neverRead()],
    ["VolumeConfigurations", neverRead()],
    ["ForceNewDeployment", neverRead()],
    ["Monitoring", neverRead()],
    ["Tags", tags()],
  ]),
};

function serviceBy(name: Value | undefined, cluster: Value | undefined, place: Place): Identity {
  return named(name, (serviceName) => {
    if (parseArn(serviceName)) return unidentified(`which service \`${serviceName}\` names is not told from its name`);
    const inCluster = named(cluster, (text) => {
      const clusterName = nameHere(text, "cluster/", place);
      return clusterName === undefined
        ? unidentified(`the cluster \`${text}\` is in another place`)
        : serviceIn(place, clusterName, serviceName);
    });
    return inCluster.kind === "generated" ? serviceIn(place, String(DEFAULT_CLUSTER.value), serviceName) : inCluster;
  });
}

function serviceIn(place: Place, cluster: string, name: string): Identity {
  return { kind: "identifier", identifier: `${arnIn(place, "ecs", `service/${cluster}/${name}`)}|${cluster}`, name };
}

/** An ARN of the old, short form does not say in which cluster the service is. */
function serviceOfArn(arn: Arn): Identity | undefined {
  const [kind, cluster, name, ...rest] = arn.resource.split("/");
  if (arn.service !== "ecs" || kind !== "service" || !cluster || rest.length > 0) return undefined;
  if (name) return serviceIn(placeOfArn(arn), cluster, name);
  return unidentified(`the ARN of the service \`${cluster}\` does not say in which cluster it is`);
}

/** `LATEST` is whichever version is the latest: live may name it. */
function samePlatformVersion(declared: Value, live: Value): Sameness {
  const isLatest = [declared, live].some((version) => version.kind === "known" && version.value === "LATEST");
  return isLatest ? "same" : sameText(declared, live);
}
