import { randomUUID } from "node:crypto";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import type { Target } from "../model/target.ts";
import type { RoleContext } from "./role.ts";

/** What came of asking whether a role demands its ExternalId; `reason` is for people. */
export type Demand = { readonly isDemanded: true } | { readonly isDemanded: false; readonly reason: string };

/** A session that could be had with it could do nothing. */
const NOTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
});

/**
 * Asks whether a role that Plumbline can assume can also be assumed without an ExternalId, or with a wrong one: whoever
 * names it in a configuration could then have Plumbline read the account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html). Only a refusal of both says that it cannot.
 */
export async function demandOf(context: RoleContext, { role }: Target): Promise<Demand> {
  const wrong = randomUUID();
  const ways = [
    { ids: {}, words: "without an ExternalId" },
    { ids: { ExternalId: wrong }, words: "with any ExternalId" },
  ];
  const reasons = await Promise.all(
    ways.map(async ({ ids, words }) => {
      const command = new AssumeRoleCommand({
        RoleArn: role,
        RoleSessionName: "plumbline-external-id-check",
        DurationSeconds: 900,
        Policy: NOTHING,
        ...ids,
      });
      const answer = await context.call((abortSignal) => context.sts().send(command, { abortSignal }));
      if ("output" in answer) {
        return `${role} can be assumed ${words}: anyone's configuration that names it would have Plumbline read this account, so it is not used. Its trust policy must demand this owner's ExternalId (the condition StringEquals sts:ExternalId)`;
      }
      if (answer.failure.kind === "denied") return null;
      return `whether ${role} demands the ExternalId could not be verified: ${answer.failure.message}`;
    }),
  );
  const reason = reasons.find((each) => each !== null);
  return reason === undefined ? { isDemanded: true } : { isDemanded: false, reason };
}
