import { DescribeTypeCommand } from "@aws-sdk/client-cloudformation";
import type { Json } from "../../model/json.ts";
import type { ReadRequest } from "../../model/observation.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/** Asks for a type's schema. Properties: `Schema` as JSON, `ProvisioningType`. A type that there is not is unsupported, never absent. */
export async function describeType(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const command = new DescribeTypeCommand({ Type: "RESOURCE", TypeName: request.identifier });
  const answer = await context.call("cloudformation", (abortSignal) =>
    context.clients.cloudformation.send(command, { abortSignal }),
  );
  if ("failure" in answer) {
    const { failure } = answer;
    return readingOf(failure.kind === "not-found" ? { ...failure, kind: "refused" } : failure, request);
  }
  const requestId = answer.output.$metadata.requestId ?? null;
  const { Schema: text, ProvisioningType = "" } = answer.output;
  const schema = text === undefined ? undefined : parsed(text);
  if (schema === undefined) return readingOf(malformed("the type's schema is no JSON", requestId), request);
  const properties = { Schema: schema, ProvisioningType };
  return { outcome: "present", identifier: request.identifier, properties, requestId };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
