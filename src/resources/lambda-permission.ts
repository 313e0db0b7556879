import type { Identity } from "../model/declared.ts";
import { asString } from "../model/value.ts";
import type { Value } from "../model/value.ts";
import { boolean, exact, functionName, whole } from "./comparison/rules.ts";
import { functionNameOf } from "./comparison/same-reference.ts";
import { samePrincipal } from "./comparison/same-policy.ts";
import { composedOf, computed, isGiven, unidentified } from "./identity.ts";
import { toProperties } from "./terraform/arguments.ts";
import type { Fields } from "./terraform/arguments.ts";
import { at } from "./terraform/fields.ts";
import type { ResourceType } from "./type.ts";

const FIELDS: Fields = {
  statement_id: null,
  statement_id_prefix: null,
  function_name: at("FunctionName"),
  qualifier: null,
  action: at("Action"),
  principal: at("Principal"),
  source_arn: at("SourceArn"),
  source_account: at("SourceAccount"),
  event_source_token: at("EventSourceToken"),
  function_url_auth_type: at("FunctionUrlAuthType"),
  principal_org_id: at("PrincipalOrgID"),
  invoked_via_function_url: at("InvokedViaFunctionUrl"),
};

/**
 * Permissions to call Lambda functions: statements of a function's policy, or of that of a version or alias. The
 * identifier is `FunctionName|Id`, Lambda's own API taking `name:alias` for the name
 * (https://docs.aws.amazon.com/lambda/latest/api/API_GetPolicy.html).
 */
export const lambdaPermission: ResourceType = {
  type: "AWS::Lambda::Permission",
  noun: "permission",
  terraform: {
    type: "aws_lambda_permission",
    identity: ({ entries }) =>
      permissionBy(entries.get("function_name"), entries.get("qualifier"), entries.get("statement_id")),
    fromState: {
      attributes: ["function_name", "qualifier", "statement_id"],
      identity: ({ function_name: name, qualifier = "", statement_id: id }) =>
        name === undefined || id === undefined ? undefined : permissionOf(name, qualifier, id),
    },
    lookup: null,
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ name }) => name, statement_id: ({ name }) => name }),
  },
  cloudformation: {
    // CloudFormation makes the statement's id up.
    identity: ({ entries }) => {
      const name = entries.get("FunctionName");
      const within = name?.kind === "unresolved" ? name.awaits : asString(name);
      return { kind: "generated", ...(within !== undefined && { within }) };
    },
    attribute: () => undefined,
  },
  fromArn: () => undefined,
  ofPhysicalId: (physicalId, _, within) => {
    const [name = "", ...ids] = physicalId.split("|");
    const [id] = ids;
    if (id !== undefined && ids.length === 1) return permissionOf(name, "", id);
    return within === undefined
      ? unidentified(`the function of the permission \`${physicalId}\` is not known`)
      : permissionOf(within, "", physicalId);
  },
  read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", "lambda:GetPolicy"] },
  composed,
  nameOf,
  properties: new Map([
    ["FunctionName", functionName()],
    ["Action", exact()],
    ["Principal", whole(samePrincipal)],
    ["SourceArn", exact({ absentIs: "" })],
    ["SourceAccount", exact({ absentIs: "" })],
    ["EventSourceToken", exact({ absentIs: "" })],
    ["FunctionUrlAuthType", exact({ absentIs: "" })],
    ["PrincipalOrgID", exact({ absentIs: "" })],
    ["InvokedViaFunctionUrl", boolean({ absentIs: false })],
  ]),
};

function permissionBy(name: Value | undefined, qualifier: Value | undefined, statement: Value | undefined): Identity {
  const whose = isGiven(qualifier) ? { FunctionName: name, Qualifier: qualifier } : { FunctionName: name };
  return composedOf({ ...whose, Id: statement }, composed, nameOf);
}

function composed(key: { readonly [property: string]: string }): string {
  const { FunctionName: name = "", Qualifier: qualifier = "", Id: id = "" } = key;
  return `${qualifiedName(name, qualifier)}|${id}`;
}

function nameOf(identifier: string): string {
  return identifier.slice(identifier.indexOf("|") + 1);
}

function permissionOf(functionText: string, qualifier: string, id: string): Identity {
  return {
    kind: "identifier",
    identifier: composed({ FunctionName: functionText, Qualifier: qualifier, Id: id }),
    name: id,
  };
}

/** The function's name with what its ARN, or the qualifier, says of a version or alias. */
function qualifiedName(text: string, qualifier: string): string {
  const name = functionNameOf(text);
  const inText = text.slice(text.lastIndexOf(name) + name.length).replace(/^:/, "");
  const version = qualifier === "" ? inText : qualifier;
  return version === "" ? name : `${name}:${version}`;
}
