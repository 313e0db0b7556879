import { exact, whole } from "./comparison/rules.ts";
import { sameTrimmed } from "./comparison/same-value.ts";
import { computed, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  name: at("Name"),
  database: at("Database"),
  description: at("Description"),
  query: at("QueryString"),
  workgroup: at("WorkGroup"),
};

/** Saved queries of Athena. The identifier is the id that AWS makes up; several may have one name. */
export const athenaNamedQuery: ResourceType = {
  type: "AWS::Athena::NamedQuery",
  noun: "named query",
  terraform: {
    type: "aws_athena_named_query",
    // A listing without a workgroup, which is all that Cloud Control asks for, has those of `primary` alone.
    identity: () => ({ kind: "generated" }),
    lookup: () => unidentified("which named query has a name only a listing of its workgroup tells, which is not read"),
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier }),
  },
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, NamedQueryId: ({ identifier }) => identifier }),
  },
  fromArn: () => undefined,
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "athena:GetNamedQuery"] },
  nameOf: (identifier) => identifier,
  properties: new Map([
    ["Name", exact()],
    ["Database", exact()],
    ["Description", exact({ absentIs: "" })],
    ["QueryString", whole(sameTrimmed)],
    ["WorkGroup", exact({ absentIs: "primary" })],
  ]),
};
