import type { ReadRequest } from "../../../src/model/observation.ts";
import type { Target } from "../../../src/model/target.ts";

export const ACCOUNT = "111122223333";
export const REGION = "eu-west-1";
export const BUCKET = "tf-state";
export const TARGET: Target = {
  name: "orders-prod",
  account: ACCOUNT,
  region: REGION,
  role: `arn:aws:iam::${ACCOUNT}:role/plumbline-read`,
};

/** The read of a state, as assumptions ask for it. */
export function stateRequest(key: string): ReadRequest {
  return {
    api: "s3:GetObject",
    target: TARGET.name,
    account: ACCOUNT,
    region: REGION,
    type: null,
    identifier: `${BUCKET}/${key}`,
    attributes: ["arn", "id", "name"],
    actions: ["s3:GetObject"],
  };
}
