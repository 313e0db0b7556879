import { group, instanceProfile, managedPolicy, user } from "./access.ts";
import { apiDeployment, apiIntegration, apiMethod, apiResource, apiStage, restApi } from "./apis.ts";
import { bucketPolicy } from "./bucket-policy.ts";
import { bucketSettings } from "./bucket-settings.ts";
import { unseenBucketSettings } from "./more-bucket-settings.ts";
import { cacheSubnetGroup, replicationGroup } from "./caches.ts";
import { dashboard, eventTarget, functionAlias, permission, savedQuery } from "./calls.ts";
import { lambda, service } from "./compute.ts";
import { cluster, repository } from "./containers.ts";
import { dbCluster, dbInstance, dbParameterGroup, dbSubnetGroup } from "./databases.ts";
import { hostedZone, recordSet } from "./dns.ts";
import { egressRule, ingressRule, securityGroup, securityGroupRule } from "./security-groups.ts";
import {
  internetGateway,
  natGateway,
  route,
  routeTable,
  volume,
  volumeAttachment,
  vpcGatewayAttachment,
} from "./routing.ts";
import { instance } from "./instances.ts";
import { elasticIp, subnetAssociation, vpcEndpoint } from "./network-access.ts";
import { lookedUpSubnets, subnet, vpc } from "./networks.ts";
import { eventBus, rule } from "./events.ts";
import {
  classicListener,
  classicListenerRule,
  classicLoadBalancer,
  classicTargetGroup,
  listener,
  listenerRule,
  loadBalancer,
  targetGroup,
} from "./load-balancing.ts";
import {
  groupPolicy,
  groupPolicyAttachments,
  policyAttachment,
  rolePolicy,
  rolePolicyAttachments,
  userPolicy,
  userPolicyAttachments,
} from "./grants.ts";
import { alias, parameter, role, secret } from "./identity.ts";
import { key, keyPolicy, secretVersion } from "./keys.ts";
import { metricFilter, subscriptionFilter } from "./logs.ts";
import { queue, topic } from "./messaging.ts";
import { alarm, logGroup } from "./monitoring.ts";
import { group as autoscalingGroup, scalableTarget } from "./scaling.ts";
import { scalingPolicy } from "./scaling-policies.ts";
import { httpApi, httpIntegration, httpRoute, httpStage } from "./http-apis.ts";
import { logResourcePolicy, queueParts, queuePolicy, repositoryParts, secretPolicy, topicPolicy } from "./policies.ts";
import { certificate } from "./certificates.ts";
import { taskDefinition } from "./tasks.ts";
import { mountTarget, namedQuery, pipe } from "./pipes-and-files.ts";
import type { Sample } from "./sample.ts";
import { bucket, table } from "./storage.ts";
import { schedule, stateMachine, stream } from "./streams.ts";
import { eventSourceMapping, oidcProvider, subscription } from "./subscriptions.ts";

/** One world as declared for every resource type. */
export const samples: readonly Sample[] = [
  queue,
  ...queueParts,
  queuePolicy,
  topic,
  topicPolicy,
  subscription,
  lambda,
  permission,
  functionAlias,
  eventSourceMapping,
  table,
  bucket,
  ...bucketSettings,
  ...unseenBucketSettings,
  bucketPolicy,
  role,
  ...rolePolicyAttachments,
  logGroup,
  alarm,
  dashboard,
  logResourcePolicy,
  savedQuery,
  parameter,
  secret,
  secretVersion,
  secretPolicy,
  alias,
  key,
  keyPolicy,
  service,
  taskDefinition,
  managedPolicy,
  policyAttachment,
  instanceProfile,
  user,
  ...userPolicyAttachments,
  group,
  ...groupPolicyAttachments,
  rolePolicy,
  userPolicy,
  groupPolicy,
  oidcProvider,
  rule,
  eventTarget,
  eventBus,
  metricFilter,
  subscriptionFilter,
  repository,
  ...repositoryParts,
  cluster,
  stateMachine,
  stream,
  schedule,
  dbInstance,
  dbCluster,
  dbSubnetGroup,
  dbParameterGroup,
  replicationGroup,
  cacheSubnetGroup,
  loadBalancer,
  classicLoadBalancer,
  targetGroup,
  classicTargetGroup,
  listener,
  classicListener,
  listenerRule,
  classicListenerRule,
  hostedZone,
  recordSet,
  restApi,
  apiResource,
  apiMethod,
  apiIntegration,
  apiStage,
  apiDeployment,
  httpApi,
  httpRoute,
  httpIntegration,
  httpStage,
  certificate,
  mountTarget,
  namedQuery,
  pipe,
  securityGroup,
  securityGroupRule,
  ingressRule,
  egressRule,
  vpc,
  subnet,
  lookedUpSubnets,
  scalableTarget,
  scalingPolicy,
  autoscalingGroup,
  routeTable,
  route,
  internetGateway,
  vpcGatewayAttachment,
  natGateway,
  volume,
  volumeAttachment,
  elasticIp,
  vpcEndpoint,
  instance,
  subnetAssociation,
];
