import type { Identity } from "../../model/declared.ts";
import { asString } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { arnIn, byName, computed } from "../identity.ts";
import type { Arn } from "../type.ts";

/** The resource that an EC2 ARN names whose identifier is the id that the ARN ends in: `vpc/vpc-1`. */
export function byArnOf(kind: string): (arn: Arn) => Identity | undefined {
  return ({ service, resource }) => {
    const [first, id = "", ...rest] = resource.split("/");
    return service === "ec2" && first === kind && id !== "" && rest.length === 0 ? byName(id) : undefined;
  };
}

/** The attributes that follow from an id, as Terraform calls them. */
export function attributesOfId(kind: string) {
  return computed({
    id: ({ identifier }) => identifier,
    arn: ({ identifier }, place) => arnIn(place, "ec2", `${kind}/${identifier}`),
  });
}

/** What `Ref` gives, and the attributes of `Fn::GetAtt` that say the same. */
export function refById(...attributes: readonly string[]) {
  const id = ({ identifier }: { readonly identifier: string }) => identifier;
  return computed(Object.fromEntries([["Ref", id], ...attributes.map((attribute) => [attribute, id])]));
}

/** What people call something by a part of it: the id, else the block that has it. */
export function calledBy(value: Value | undefined): string {
  return asString(value) ?? value?.derivedFrom ?? "";
}

/** What an identifier that is an id is called by. */
export function sameId(identifier: string): string {
  return identifier;
}
