import type { UnknownReason } from "./unknown.ts";

/** Who made a call, as CloudTrail tells. Names are foreign text. */
export type Actor =
  | { readonly kind: "user"; readonly name: string }
  | { readonly kind: "role"; readonly role: string; readonly session: string }
  /** A user of IAM Identity Center: `name` is what the role session is named after. */
  | { readonly kind: "sso"; readonly name: string; readonly permissionSet: string }
  | { readonly kind: "root" }
  | { readonly kind: "service"; readonly name: string }
  | { readonly kind: "account"; readonly account: string }
  | { readonly kind: "other"; readonly name: string };

/** What a call was made with. `service` is another AWS service that made it for someone. */
export type Tool =
  | { readonly kind: "console" | "cli" | "terraform" | "pulumi" | "cloudformation" | "cdk" }
  | { readonly kind: "sdk"; readonly name: string }
  | { readonly kind: "service"; readonly name: string };

/** One call that changed something and succeeded. No value of its request is kept. */
export type ChangeEvent = {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** The service that was called: `sqs.amazonaws.com`. */
  readonly source: string;
  /** `SetQueueAttributes` */
  readonly call: string;
  readonly by: Actor;
  /** Null where the record does not tell. */
  readonly with: Tool | null;
  /** Names of what its request sets. */
  readonly names: readonly string[];
};

/** What is known of who made live differ. */
export type ChangedBy =
  | {
      readonly kind: "calls";
      /** The newest first. `paths`: the differing ones that the call names; none where it only is the last change of the resource. */
      readonly calls: readonly { readonly event: ChangeEvent; readonly paths: readonly string[] }[];
    }
  /** Nothing recorded; `complete` where all that is recorded was looked through. */
  | { readonly kind: "none"; readonly complete: boolean }
  /** `detail` is for people and may quote AWS: untrusted text. */
  | {
      readonly kind: "unread";
      readonly reason: UnknownReason;
      readonly detail: string;
      readonly action: string | null;
    };
