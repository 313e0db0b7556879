import { fails, handler, lastOf, regional, swallowed } from "./handler.ts";
import type { Handler, HandlerPlace } from "./handler.ts";

/** What IAM keeps under a path, which is in the ARN and not in the identifier. */
function underPath(
  kind: string,
  read: string,
  list: string,
  more: Partial<Handler> & { readonly name: string },
): Handler {
  const { name, ...rest } = more;
  return handler({
    identifier: [name],
    global: true,
    read,
    list: [list],
    readOnly: ["Arn"],
    deniedAs: "AccessDeniedException",
    arn: (id, { partition, account }) => `arn:${partition}:iam::${account}:${kind}/${id}`,
    derived: (id, { partition, account }, { Path }) => ({
      Arn: `arn:${partition}:iam::${account}:${kind}${typeof Path === "string" ? Path : "/"}${id}`,
    }),
    ...rest,
  });
}

function withArn(service: string, resource: (name: string) => string) {
  const arn = regional(service, resource);
  return { arn, derived: (name: string, place: HandlerPlace) => ({ Arn: arn(name, place) }) };
}

/** Who may do what, what is sent where, and what runs containers. */
export const DELIVERY_HANDLERS: readonly (readonly [type: string, handler: Handler])[] = [
  [
    "AWS::IAM::ManagedPolicy",
    handler({
      identifier: ["PolicyArn"],
      global: true,
      read: "iam:GetPolicy",
      subreads: [
        fails("iam:GetPolicyVersion", "PolicyDocument"),
        swallowed("iam:ListEntitiesForPolicy", "Groups", "Roles", "Users"),
      ],
      list: ["iam:ListPolicies"],
      readOnly: ["PolicyArn", "AttachmentCount", "DefaultVersionId"],
      arn: (arn) => arn,
      derived: (arn) => ({ ManagedPolicyName: lastOf(arn, "/") }),
    }),
  ],
  [
    "AWS::IAM::InstanceProfile",
    underPath("instance-profile", "iam:GetInstanceProfile", "iam:ListInstanceProfiles", {
      name: "InstanceProfileName",
    }),
  ],
  [
    "AWS::IAM::User",
    underPath("user", "iam:GetUser", "iam:ListUsers", {
      name: "UserName",
      subreads: [
        swallowed("iam:GetLoginProfile", "LoginProfile"),
        swallowed("iam:ListGroupsForUser", "Groups"),
        swallowed("iam:ListAttachedUserPolicies", "ManagedPolicyArns"),
        swallowed("iam:ListUserPolicies", "Policies"),
        fails("iam:GetUserPolicy", "Policies"),
      ],
      writeOnly: ["LoginProfile/Password"],
    }),
  ],
  [
    "AWS::IAM::Group",
    underPath("group", "iam:GetGroup", "iam:ListGroups", {
      name: "GroupName",
      subreads: [
        swallowed("iam:ListAttachedGroupPolicies", "ManagedPolicyArns"),
        swallowed("iam:ListGroupPolicies", "Policies"),
        fails("iam:GetGroupPolicy", "Policies"),
      ],
    }),
  ],
  [
    "AWS::Events::Rule",
    handler({
      identifier: ["Arn"],
      read: "events:DescribeRule",
      subreads: [fails("events:ListTargetsByRule", "Targets"), swallowed("events:ListTagsForResource", "Tags")],
      list: ["events:ListRules"],
      readOnly: ["Arn"],
      service: "EventBridge",
      arn: (arn) => arn,
      derived: (arn) => ({ Name: lastOf(arn, "/") }),
    }),
  ],
  [
    "AWS::Events::EventBus",
    handler({
      identifier: ["Name"],
      read: "events:DescribeEventBus",
      subreads: [swallowed("events:ListTagsForResource", "Tags")],
      list: ["events:ListEventBuses", "events:ListTagsForResource"],
      readOnly: ["Arn"],
      writeOnly: ["EventSourceName"],
      service: "EventBridge",
      ...withArn("events", (name) => `event-bus/${name}`),
    }),
  ],
  [
    "AWS::Logs::MetricFilter",
    handler({
      identifier: ["LogGroupName", "FilterName"],
      read: "logs:DescribeMetricFilters",
      service: "CloudWatchLogs",
    }),
  ],
  [
    "AWS::Logs::SubscriptionFilter",
    handler({
      identifier: ["FilterName", "LogGroupName"],
      read: "logs:DescribeSubscriptionFilters",
      service: "CloudWatchLogs",
    }),
  ],
  [
    "AWS::ECR::Repository",
    handler({
      identifier: ["RepositoryName"],
      read: "ecr:DescribeRepositories",
      subreads: [
        swallowed("ecr:GetLifecyclePolicy", "LifecyclePolicy"),
        swallowed("ecr:GetRepositoryPolicy", "RepositoryPolicyText"),
        swallowed("ecr:ListTagsForResource", "Tags"),
      ],
      readOnly: ["Arn", "RepositoryUri"],
      writeOnly: ["EmptyOnDelete"],
      ...withArn("ecr", (name) => `repository/${name}`),
    }),
  ],
  [
    "AWS::ECS::Cluster",
    handler({
      identifier: ["ClusterName"],
      read: "ecs:DescribeClusters",
      subreads: [fails("kms:DescribeKey")],
      list: ["ecs:DescribeClusters", "ecs:ListClusters"],
      readOnly: ["Arn"],
      writeOnly: ["ServiceConnectDefaults"],
      ...withArn("ecs", (name) => `cluster/${name}`),
    }),
  ],
  [
    "AWS::ECS::TaskDefinition",
    handler({
      identifier: ["TaskDefinitionArn"],
      read: "ecs:DescribeTaskDefinition",
      list: ["ecs:DescribeTaskDefinition", "ecs:ListTaskDefinitions"],
      readOnly: ["TaskDefinitionArn"],
      arn: (arn) => arn,
    }),
  ],
];
