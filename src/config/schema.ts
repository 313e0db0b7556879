import { z } from "zod";
import { findingKinds } from "../model/finding.ts";

export const ACCOUNT = /^\d{12}$/;
export const REGION = /^[a-z]{2}(-[a-z]+)+-\d$/;
const ROLE = /^arn:aws[a-z-]*:iam::(\d{12}):role\/[\w+=,.@/-]+$/;

const account = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .refine((text) => ACCOUNT.test(text), "must be an AWS account id: twelve digits, in quotes");

const region = z.string().regex(REGION, "must be an AWS region such as eu-west-1");

const treePath = z
  .string()
  .min(1)
  .refine((path) => !path.startsWith("/") && !path.split("/").includes(".."), "must be a path inside the repository")
  .transform((path) =>
    path
      .replace(/^(\.\/)+/, "")
      .replace(/\/+$/, "")
      .replace(/^\.$/, ""),
  );

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const day = z.string().refine(isDay, "must be a date such as 2027-03-31");

/** A date that exists, as YYYY-MM-DD. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const target = z
  .strictObject({
    root: treePath,
    account,
    region,
    role: z.string().regex(ROLE, "must be the ARN of an IAM role"),
    var_files: z.array(treePath).default([]),
    variables: z.record(z.string(), z.unknown()).default({}),
    workspace: z.string().min(1).default("default"),
    state: z.boolean().default(false),
    changed_by: z.boolean().default(false),
    stack: z.string().min(1).optional(),
    parameters: z.record(z.string(), z.union([scalar, z.array(scalar)])).default({}),
    providers: z
      .record(z.string(), z.strictObject({ account: account.optional(), region: region.optional() }))
      .default({}),
  })
  .refine((value) => ROLE.exec(value.role)?.[1] === value.account, {
    path: ["role"],
    message: "must be a role of the target's own account",
  });

const policy = z.enum(["block", "warn", "info", "off"]);
const strictness = z.enum(["warn", "block"]);

/** The configuration file, version 1. Objects are strict: an unknown key is an error. */
export const configSchema = z.strictObject({
  version: z.literal(1),
  targets: z.record(z.string().regex(/^[\w.-]+$/, "must be a name of letters, digits, dots and dashes"), target),
  policy: z.strictObject(Object.fromEntries(findingKinds.map((kind) => [kind, policy.optional()]))).default({}),
  unknown: strictness.default("warn"),
  unreachable: strictness.default("block"),
  recheck_after: z
    .string()
    .regex(/^[1-9]\d*(m|h|d)$/, "must be a duration such as 6h")
    .optional(),
  waivers: z
    .array(z.strictObject({ match: z.string().min(1), reason: z.string().min(1), expires: day.optional() }))
    .default([]),
});

export type ConfigFile = z.infer<typeof configSchema>;

/** Every key that may stand somewhere in the file: what a misspelt one is compared with. */
export const knownKeys: Readonly<Record<"" | "targets" | "policy" | "providers" | "waivers", readonly string[]>> = {
  "": Object.keys(configSchema.shape),
  targets: Object.keys(target.shape),
  policy: findingKinds,
  providers: ["account", "region"],
  waivers: ["match", "reason", "expires"],
};
