import { formatArn } from "../arn.ts";
import type { Arn, ReadableType } from "../type.ts";

type Definition = {
  readonly type: string;
  readonly noun: string;
  /** What its ARN looks like, as the service and the text before the identifier: `["ec2", "vpc/"]`. */
  readonly arn: readonly [service: string, prefix: string];
  /** What follows the prefix in the ARN of one resource; a version, a consumer, a rule of one has more after it. */
  readonly form?: RegExp;
  /** Whether the Cloud Control identifier is the whole ARN rather than what follows the prefix. */
  readonly isArn?: true;
  /** IAM actions of the Cloud Control handler's read, and of its listing where names are worth comparing. */
  readonly reads: readonly string[];
  readonly lists?: readonly string[];
};

const SIMPLE = /^[^/:]+$/;

/** A type that Cloud Control reads, by what differs between such types. */
export function lookedUp({
  type,
  noun,
  arn: [service, prefix],
  form = SIMPLE,
  isArn,
  reads,
  lists,
}: Definition): ReadableType {
  return {
    type,
    noun,
    fromArn: (arn) => {
      const id = idIn(arn, service, prefix);
      if (id === undefined || !form.test(id)) return undefined;
      const identifier = isArn ? formatArn(arn) : id;
      return { kind: "identifier", identifier, name: id };
    },
    read: { api: "cloudcontrol:GetResource", actions: ["cloudformation:GetResource", ...reads] },
    nameOf: isArn ? (identifier) => identifier.slice(identifier.lastIndexOf(prefix) + prefix.length) : sameText,
    ...(lists ? { list: { actions: ["cloudformation:ListResources", ...lists] } } : {}),
  };
}

/** A type that only its service's own API reads: no CloudFormation type, and no ARN that code would write. */
export function readByService(type: string, noun: string, api: ReadableType["read"]["api"]): ReadableType {
  return { type, noun, fromArn: () => undefined, read: { api, actions: [api] }, nameOf: sameText };
}

function idIn(arn: Arn, service: string, prefix: string): string | undefined {
  if (arn.service !== service || !arn.resource.startsWith(prefix)) return undefined;
  return arn.resource.slice(prefix.length) || undefined;
}

function sameText(identifier: string): string {
  return identifier;
}
