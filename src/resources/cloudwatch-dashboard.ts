import { exact, json } from "./comparison/rules.ts";
import { arnIn, byName, computed, named } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import { at, jsonAt } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

/** CloudWatch dashboards. The identifier is the name; the ARN has no region, and the dashboards of an account are everywhere. */
export const cloudwatchDashboard: ResourceType = {
  type: "AWS::CloudWatch::Dashboard",
  noun: "dashboard",
  terraform: {
    type: "aws_cloudwatch_dashboard",
    identity: (args) => named(args.entries.get("dashboard_name"), byName),
    lookup: null,
    properties: (args) =>
      toProperties(args, { dashboard_name: at("DashboardName"), dashboard_body: jsonAt("DashboardBody") }),
    attribute: computed({
      id: ({ name }) => name,
      dashboard_name: ({ name }) => name,
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
      dashboard_arn: ({ name }, place) => arnIn({ ...place, region: "" }, "cloudwatch", `dashboard/${name}`),
    }),
  },
  cloudformation: {
    identity: (properties) => named(properties.entries.get("DashboardName"), byName),
    attribute: computed({ Ref: ({ name }) => name }),
  },
  fromArn: (arn) => {
    const name = arn.service === "cloudwatch" ? /^dashboard\/(.+)$/.exec(arn.resource)?.[1] : undefined;
    return name === undefined ? undefined : byName(name);
  },
  read: {
    api: "cloudcontrol:GetResource",
    actions: ["cloudformation:GetResource", "cloudwatch:GetDashboard", "cloudwatch:ListTagsForResource"],
  },
  list: { actions: ["cloudformation:ListResources", "cloudwatch:ListDashboards"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["DashboardName", exact()],
    ["DashboardBody", json()],
  ]),
};
