import { DescribeStacksCommand, ListStackResourcesCommand } from "@aws-sdk/client-cloudformation";
import type { ListedItem, ReadRequest } from "../../model/observation.ts";
import type { Failure } from "../failure.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/**
 * Lists what a stack deployed, all pages: items by physical id (empty while a resource has none), with their logical
 * id, type and status. A stack that does not exist is `stack-missing`, as nothing is known about what it would hold.
 */
export async function listStackResources(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const items: ListedItem[] = [];
  let token: string | undefined;
  for (;;) {
    const command = new ListStackResourcesCommand({
      StackName: request.identifier,
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const answer = await context.call("cloudformation", (abortSignal) =>
      context.clients.cloudformation.send(command, { abortSignal }),
    );
    if ("failure" in answer) return failed(answer.failure, request);
    const requestId = answer.output.$metadata.requestId ?? null;
    const page = answer.output.StackResourceSummaries;
    if (!page) return readingOf(malformed("the stack's resources are missing", requestId), request);
    for (const resource of page) {
      items.push({
        identifier: resource.PhysicalResourceId ?? "",
        properties: {
          LogicalResourceId: resource.LogicalResourceId ?? "",
          ResourceType: resource.ResourceType ?? "",
          ResourceStatus: resource.ResourceStatus ?? "",
        },
      });
    }
    const next = answer.output.NextToken;
    if (next !== undefined && next === token)
      return readingOf(malformed("the listing does not advance", requestId), request);
    if (!next)
      return { outcome: "present", identifier: request.identifier, properties: {}, items, complete: true, requestId };
    token = next;
  }
}

/**
 * Describes one stack. Properties: `StackId`, `StackName`, `StackStatus`, `Parameters` by name. Parameters may hold what
 * nobody marked as a secret: they are for comparing, never for showing. Those marked `NoEcho` come masked.
 */
export async function describeStack(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const command = new DescribeStacksCommand({ StackName: request.identifier });
  const answer = await context.call("cloudformation", (abortSignal) =>
    context.clients.cloudformation.send(command, { abortSignal }),
  );
  if ("failure" in answer) return failed(answer.failure, request);
  const requestId = answer.output.$metadata.requestId ?? null;
  const [stack] = answer.output.Stacks ?? [];
  if (stack?.StackStatus === undefined)
    return readingOf(malformed("the stack's status is missing", requestId), request);
  const { StackId = request.identifier, StackName = request.identifier, StackStatus } = stack;
  const Parameters = Object.fromEntries(
    (stack.Parameters ?? []).map(({ ParameterKey = "", ParameterValue = "" }) => [ParameterKey, ParameterValue]),
  );
  return {
    outcome: "present",
    identifier: request.identifier,
    properties: { StackId, StackName, StackStatus, Parameters },
    requestId,
  };
}

/** A stack that is not there says nothing of what it would hold. */
function failed(failure: Failure, request: ReadRequest): Reading {
  if (isMissingStack(failure.name, failure.message)) {
    return { outcome: "failed", reason: "stack-missing", message: failure.message, requestId: failure.requestId };
  }
  return readingOf(failure.kind === "not-found" ? { ...failure, kind: "refused" } : failure, request);
}

/** CloudFormation has no error of its own for this: a ValidationError says "Stack with id X does not exist". */
function isMissingStack(name: string, message: string): boolean {
  return name === "ValidationError" && /^ValidationError: Stack with id .* does not exist$/.test(message);
}
