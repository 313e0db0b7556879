import type { EC2Client } from "@aws-sdk/client-ec2";
import type { Json } from "../../model/json.ts";
import type { ReadRequest } from "../../model/observation.ts";
import type { Answer } from "../call.ts";
import type { Failure } from "../failure.ts";
import { malformed, readingOf } from "../reading.ts";
import type { ReadContext, Reading } from "../reading.ts";

/**
 * What EC2 knows and Cloud Control does not. Its client is the largest of all and seldom needed: it is loaded with the
 * first read that needs it.
 */
const load = () => import("@aws-sdk/client-ec2");

/** Asks for an image by id. One that is deregistered, or no longer shared with the account, is not found. */
export async function describeImage(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const { DescribeImagesCommand } = await load();
  const command = new DescribeImagesCommand({ ImageIds: [request.identifier] });
  const answer = await send(context, (client, abortSignal) => client.send(command, { abortSignal }));
  if ("failure" in answer) return readingOf(asNotFound(answer.failure, "InvalidAMIID."), request);
  const requestId = answer.output.$metadata.requestId ?? null;
  const { Images: images } = answer.output;
  if (!images) return readingOf(malformed("the images are missing", requestId), request);
  const image = images.find(({ ImageId }) => ImageId === request.identifier);
  if (!image) return { outcome: "absent", message: `there is no image ${request.identifier}`, requestId };
  const { ImageId, Name, State } = image;
  return present(request, { ImageId, Name, State }, requestId);
}

/** Asks for an availability zone of the region by name. */
export async function describeAvailabilityZone(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const { DescribeAvailabilityZonesCommand } = await load();
  // A filter that nothing matches gives an empty answer, where a name that is unknown gives an error.
  const command = new DescribeAvailabilityZonesCommand({
    Filters: [{ Name: "zone-name", Values: [request.identifier] }],
  });
  const answer = await send(context, (client, abortSignal) => client.send(command, { abortSignal }));
  if ("failure" in answer) return readingOf(answer.failure, request);
  const requestId = answer.output.$metadata.requestId ?? null;
  const { AvailabilityZones: zones } = answer.output;
  if (!zones) return readingOf(malformed("the availability zones are missing", requestId), request);
  const zone = zones.find(({ ZoneName }) => ZoneName === request.identifier);
  if (!zone) return { outcome: "absent", message: `the region has no zone ${request.identifier}`, requestId };
  return present(request, { ZoneName: zone.ZoneName, State: zone.State }, requestId);
}

/** Asks for the zones in which an endpoint service can be used. */
export async function describeVpcEndpointService(context: ReadContext, request: ReadRequest): Promise<Reading> {
  const { DescribeVpcEndpointServicesCommand } = await load();
  const command = new DescribeVpcEndpointServicesCommand({ ServiceNames: [request.identifier] });
  const answer = await send(context, (client, abortSignal) => client.send(command, { abortSignal }));
  if ("failure" in answer) return readingOf(asNotFound(answer.failure, "InvalidServiceName"), request);
  const requestId = answer.output.$metadata.requestId ?? null;
  const { ServiceDetails: services } = answer.output;
  if (!services) return readingOf(malformed("the services are missing", requestId), request);
  const service = services.find(({ ServiceName }) => ServiceName === request.identifier);
  if (!service) return { outcome: "absent", message: `there is no service ${request.identifier}`, requestId };
  return present(request, { AvailabilityZones: service.AvailabilityZones }, requestId);
}

async function send<Output>(
  context: ReadContext,
  call: (client: EC2Client, signal: AbortSignal) => Promise<Output>,
): Promise<Answer<Output>> {
  const client = await context.clients.ec2();
  return context.call("ec2", (signal) => call(client, signal));
}

/**
 * EC2 answers an id that it does not know with status 400 and a code of its own. A malformed id is none that could exist.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
function asNotFound(failure: Failure, code: string): Failure {
  return failure.name.startsWith(code) ? { ...failure, kind: "not-found" } : failure;
}

function present(
  { identifier }: ReadRequest,
  fields: { readonly [name: string]: Json | undefined },
  requestId: string | null,
): Reading {
  const properties: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) properties[name] = value;
  }
  return { outcome: "present", identifier, properties, requestId };
}
