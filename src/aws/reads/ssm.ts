import { DescribeParametersCommand, ListTagsForResourceCommand } from "@aws-sdk/client-ssm";
import type { ParameterInlinePolicy, ParameterMetadata, Tag } from "@aws-sdk/client-ssm";
import type { Json } from "../../model/json.ts";
import type { ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/**
 * Looks at a parameter by its exact name, never at its value. Properties are those of AWS::SSM::Parameter; `Tags` is
 * left out where the role may not list them.
 */
export async function describeParameter(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const name = request.identifier;
  let token: string | undefined;
  for (;;) {
    const command = new DescribeParametersCommand({
      ParameterFilters: [{ Key: "Name", Option: "Equals", Values: [name] }],
      ...(token === undefined ? {} : { NextToken: token }),
    });
    const answer = await context.call("ssm", (abortSignal) => context.clients.ssm.send(command, { abortSignal }));
    if ("failure" in answer) return readingOf(answer.failure, request);
    const requestId = answer.output.$metadata.requestId ?? null;
    const { Parameters: page, NextToken: next } = answer.output;
    if (!page) return readingOf(malformed("the parameters are missing", requestId), request);
    const found = page.find((parameter) => parameter.Name === name);
    if (found) return withTags(context, request, found, requestId);
    if (next !== undefined && next === token)
      return readingOf(malformed("the listing does not advance", requestId), request);
    // Pages may be empty and still have a successor.
    if (!next) return { outcome: "absent", message: `no parameter is named ${name}`, requestId };
    token = next;
  }
}

async function withTags(
  context: ReadContext,
  request: ReadRequest,
  found: ParameterMetadata,
  requestId: string | null,
): Promise<Reading> {
  const command = new ListTagsForResourceCommand({ ResourceType: "Parameter", ResourceId: request.identifier });
  const answer = await context.call("ssm", (abortSignal) => context.clients.ssm.send(command, { abortSignal }));
  const properties = propertiesOf(found);
  if ("output" in answer) {
    const tags = answer.output.TagList;
    return {
      outcome: "present",
      identifier: request.identifier,
      properties: tags ? { ...properties, Tags: tagMap(tags) } : properties,
      requestId,
    };
  }
  if (answer.failure.kind === "denied")
    return { outcome: "present", identifier: request.identifier, properties, requestId };
  // Gone between the two calls, or anything else: the first answer alone is not what was asked for.
  return readingOf(
    answer.failure.kind === "not-found" ? { ...answer.failure, kind: "refused" } : answer.failure,
    request,
  );
}

function propertiesOf(parameter: ParameterMetadata): { readonly [name: string]: Json } {
  const { Name, Type, Description, Tier, DataType, AllowedPattern } = parameter;
  const properties: { [name: string]: Json } = {};
  for (const [key, value] of Object.entries({ Name, Type, Description, Tier, DataType, AllowedPattern })) {
    if (value !== undefined) properties[key] = value;
  }
  const policies = policiesText(parameter.Policies ?? []);
  return policies === null ? properties : { ...properties, Policies: policies };
}

/** CloudFormation has all policies in one JSON text; the API gives each its own. Null when there are none. */
function policiesText(policies: readonly ParameterInlinePolicy[]): string | null {
  const texts = policies.flatMap((policy) => policy.PolicyText ?? []);
  return texts.length === 0 ? null : `[${texts.join(",")}]`;
}

/** This CloudFormation type has its tags as a map. */
function tagMap(tags: readonly Tag[]): { readonly [key: string]: string } {
  return Object.fromEntries(tags.map((tag) => [tag.Key ?? "", tag.Value ?? ""]));
}
