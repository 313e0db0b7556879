import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import { allow, roleFor, trustIn } from "../policies/policies.ts";
import { assign, inherited, tagList } from "../data/made.ts";
import { conditional, getAtt, ifItems, isIf, isNoValue, notCondition } from "../data/intrinsics.ts";
import { dict, get, is, isTruthy, set, textOf } from "../data/data.ts";
import { isTraced, serviceRoleArn, tracingPolicy } from "../policies/execution-policies.ts";
import { managedPolicyArn } from "../policies/managed-policy-paths.ts";
import { resolveParameters } from "../data/resolve.ts";

/** The role of a function's own, and whether it becomes one: a function may be given another. */
export type FunctionRole = { readonly role: Made; readonly isMade: boolean };

/** Makes a function's role and, where the function uses it, has it do so. */
export function functionRole(
  resource: SamResource,
  lambda: Made,
  invokePolicies: readonly Dict[],
  context: SamContext,
): FunctionRole {
  const role = executionRole(resource, invokePolicies, context);
  const given = get(lambda.properties, "Role");
  const arn = getAtt(role.logicalId, "Arn");
  if (given === null) {
    assign(lambda, { Role: arn });
    return { role, isMade: true };
  }
  const chosen = isIf(given) ? chosenRole(given, role, arn, context) : null;
  if (chosen) assign(lambda, { Role: chosen });
  return { role, isMade: chosen !== null };
}

/** Where one branch of `Role` is nothing, the function's own role takes its place. */
function chosenRole(given: Dict, role: Made, arn: Dict, { parameters, conditions }: SamContext): Dict | null {
  const items = ifItems(resolveParameters(given, parameters));
  if (!items) return null;
  const [condition, whenTrue, whenFalse] = items;
  if (isNoValue(whenTrue) && isNoValue(whenFalse)) return arn;
  if (isNoValue(whenTrue)) {
    set(role.attributes, "Condition", condition);
    return conditional(condition, arn, whenFalse);
  }
  if (!isNoValue(whenFalse)) return null;
  const opposite = `NOT${textOf(condition) ?? ""}`;
  set(role.attributes, "Condition", opposite);
  if (conditions) set(conditions, opposite, notCondition(condition));
  return conditional(condition, whenTrue, arn);
}

function executionRole(resource: SamResource, invokePolicies: readonly Dict[], context: SamContext): Made {
  const { properties, logicalId, attributes } = resource;
  const { partition } = context;
  const basic = isTruthy(get(properties, "DurableConfig"))
    ? "AWSLambdaBasicDurableExecutionRolePolicy"
    : "AWSLambdaBasicExecutionRole";
  const managed: Data[] = [serviceRoleArn(basic, partition)];
  if (isTraced(get(properties, "Tracing"), context))
    managed.push(managedPolicyArn(tracingPolicy(partition), partition));
  if (isTruthy(get(properties, "VpcConfig")))
    managed.push(serviceRoleArn("AWSLambdaVPCAccessExecutionRole", partition));
  const queue = get(properties, "DeadLetterQueue");
  return roleFor({
    logicalId,
    attributes: inherited(attributes),
    trust: get(properties, "AssumeRolePolicyDocument") ?? trustIn("lambda.amazonaws.com"),
    policies: get(properties, "Policies"),
    managedPolicies: managed,
    inlinePolicies: [...(isTruthy(queue) ? [deadLetterPolicy(queue)] : []), ...invokePolicies],
    path: get(properties, "RolePath"),
    boundary: get(properties, "PermissionsBoundary"),
    tags: [...tagList(dict({ "lambda:createdBy": "SAM" })), ...tagList(get(properties, "Tags"))],
    partition,
  });
}

function deadLetterPolicy(queue: Data): Dict {
  const action = is(get(queue, "Type"), "SQS") ? "sqs:SendMessage" : "sns:Publish";
  const document = dict({ Version: "2012-10-17", Statement: [allow(action, get(queue, "TargetArn"))] });
  return dict({ PolicyName: "DeadLetterQueuePolicy", PolicyDocument: document });
}
