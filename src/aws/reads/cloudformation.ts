import {
  type CloudFormationClient,
  DescribeStacksCommand,
  ListExportsCommand,
  ListStackResourcesCommand,
} from "@aws-sdk/client-cloudformation";
import type { ListedItem, ReadRequest } from "../../model/observation.ts";
import type { Failure } from "../failure.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/**
 * Lists what a stack deployed, all pages: items by physical id (empty while a resource has none), with their logical
 * id, type and status. A stack that does not exist is `stack-missing`, as nothing is known about what it would hold.
 */
export async function listStackResources(context: ReadContext, request: ReadRequest): Promise<Reading> {
  return listed(context, request, async (client, token, abortSignal) => {
    const command = new ListStackResourcesCommand({ StackName: request.identifier, ...token });
    const output = await client.send(command, { abortSignal });
    const items = output.StackResourceSummaries?.map((resource) => ({
      identifier: resource.PhysicalResourceId ?? "",
      properties: {
        LogicalResourceId: resource.LogicalResourceId ?? "",
        ResourceType: resource.ResourceType ?? "",
        ResourceStatus: resource.ResourceStatus ?? "",
      },
    }));
    return { ...output, items };
  });
}

/**
 * Lists what the stacks of the region export, all pages: items by the export's name, with its value and its stack. What
 * is exported is no secret within the account: every stack may import it.
 */
export async function listExports(context: ReadContext, request: ReadRequest): Promise<Reading> {
  return listed(context, request, async (client, token, abortSignal) => {
    const output = await client.send(new ListExportsCommand(token), { abortSignal });
    const items = output.Exports?.map(({ Name = "", Value = "", ExportingStackId = "" }) => ({
      identifier: Name,
      properties: { Value, ExportingStackId },
    }));
    return { ...output, items };
  });
}

type Page = {
  readonly items: readonly ListedItem[] | undefined;
  readonly NextToken?: string | undefined;
  readonly $metadata: { readonly requestId?: string | undefined };
};

/** All pages of a listing of CloudFormation's. */
async function listed(
  context: ReadContext,
  request: ReadRequest,
  pageAt: (
    client: CloudFormationClient,
    token: { readonly NextToken?: string },
    abortSignal: AbortSignal,
  ) => Promise<Page>,
): Promise<Reading> {
  const items: ListedItem[] = [];
  let token: string | undefined;
  for (;;) {
    const from = token === undefined ? {} : { NextToken: token };
    const answer = await context.call("cloudformation", (signal) =>
      pageAt(context.clients.cloudformation, from, signal),
    );
    if ("failure" in answer) return failed(answer.failure, request);
    const { items: page, NextToken: next, $metadata } = answer.output;
    const requestId = $metadata.requestId ?? null;
    if (!page) return readingOf(malformed("what was to be listed is missing", requestId), request);
    items.push(...page);
    if (next !== undefined && next === token)
      return readingOf(malformed("the listing does not advance", requestId), request);
    if (!next)
      return { outcome: "present", identifier: request.identifier, properties: {}, items, complete: true, requestId };
    token = next;
  }
}

/**
 * Describes one stack. Properties: `StackId`, `StackName`, `StackStatus`, `Parameters` and `Outputs` by name. Parameters
 * may hold what nobody marked as a secret: they are for comparing, never for showing. Those marked `NoEcho` come masked.
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
  const Outputs = Object.fromEntries(
    (stack.Outputs ?? []).map(({ OutputKey = "", OutputValue = "" }) => [OutputKey, OutputValue]),
  );
  return {
    outcome: "present",
    identifier: request.identifier,
    properties: { StackId, StackName, StackStatus, Parameters, Outputs },
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
