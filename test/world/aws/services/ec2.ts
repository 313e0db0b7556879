import { z } from "zod";
import type { Json } from "../../../../src/model/json.ts";
import type { Reply } from "../answers.ts";
import { denial, failed, operation, refused } from "../call.ts";
import type { Call, Service } from "../call.ts";
import { filteredOperations } from "./ec2-filtered.ts";

const names = z.array(z.string()).min(1);

/** Amazon EC2: images, availability zones and endpoint services, as resources of a world file. */
export const ec2: Service = {
  name: "ec2",
  signingName: "ec2",
  protocol: "ec2",
  namespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
  version: "2016-11-15",
  operations: new Map([
    ...filteredOperations,
    [
      "DescribeImages",
      operation({
        action: "ec2:DescribeImages",
        input: { ImageId: names },
        about: (input) => ({ type: "AWS::EC2::Image", identifier: input.ImageId.join(",") }),
        run: (call, input) => describeImages(call, input.ImageId),
      }),
    ],
    [
      "DescribeAvailabilityZones",
      operation({
        action: "ec2:DescribeAvailabilityZones",
        input: { Filter: z.tuple([z.strictObject({ Name: z.literal("zone-name"), Value: names })]) },
        about: ({ Filter: [{ Value }] }) => ({ type: "AWS::EC2::AvailabilityZone", identifier: Value.join(",") }),
        run: (call, { Filter: [{ Value }] }) => describeZones(call, Value),
      }),
    ],
    [
      "DescribeVpcEndpointServices",
      operation({
        action: "ec2:DescribeVpcEndpointServices",
        input: { ServiceName: names },
        about: (input) => ({ type: "AWS::EC2::EndpointService", identifier: input.ServiceName.join(",") }),
        run: (call, input) => describeServices(call, input.ServiceName),
      }),
    ],
  ]),
};

function describeImages(call: Call, ids: readonly string[]): Reply {
  const denied = denial(call, "ec2:DescribeImages", "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const images = found(call, "AWS::EC2::Image", ids);
  const missing = ids.filter((id) => !images.has(id));
  if (missing.length > 0)
    return refused("InvalidAMIID.NotFound", `The image id '[${missing.join(", ")}]' does not exist`);
  const imagesSet = [...images].map(([imageId, { State }]) => ({
    imageId,
    imageState: typeof State === "string" ? State : "available",
    isPublic: false,
  }));
  return { kind: "output", output: { imagesSet } };
}

function describeZones(call: Call, zones: readonly string[]): Reply {
  const denied = denial(call, "ec2:DescribeAvailabilityZones", "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const availabilityZoneInfo = [...found(call, "AWS::EC2::AvailabilityZone", zones).keys()].map((zoneName) => ({
    zoneName,
    zoneState: "available",
    regionName: call.place.region,
  }));
  return { kind: "output", output: { availabilityZoneInfo } };
}

function describeServices(call: Call, services: readonly string[]): Reply {
  const denied = denial(call, "ec2:DescribeVpcEndpointServices", "*");
  if (denied !== undefined) return failed(call, "denied", denied);
  const details = found(call, "AWS::EC2::EndpointService", services);
  const missing = services.find((service) => !details.has(service));
  if (missing !== undefined)
    return refused("InvalidServiceName", `The Vpc Endpoint Service '${missing}' does not exist`);
  const serviceDetailSet = [...details].map(([serviceName, { AvailabilityZones = [] }]) => ({
    serviceName,
    availabilityZoneSet: Array.isArray(AvailabilityZones) ? AvailabilityZones.map(String) : [],
  }));
  return { kind: "output", output: { serviceNameSet: services, serviceDetailSet } };
}

function found(
  call: Call,
  type: string,
  identifiers: readonly string[],
): ReadonlyMap<string, { readonly [name: string]: Json }> {
  return new Map(
    call.state
      .resources(call.place, type)
      .filter(({ resource }) => identifiers.includes(resource.identifier))
      .map(({ resource }) => [resource.identifier, resource.properties]),
  );
}
