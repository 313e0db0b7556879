import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Json } from "../../src/model/json.ts";
import { HANDLERS, SERVICE_ONLY_TYPES } from "./aws/handlers.ts";

/** The account that Plumbline itself runs in, in a world that does not say otherwise. */
const CALLER_ACCOUNT = "999988887777";

const accountId = z.string().regex(/^\d{12}$/, "an account is twelve digits");
const regionName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d+$/, "not the name of a region");
const typeName = z
  .string()
  .regex(/^[A-Za-z0-9]+(::[A-Za-z0-9]+){2,3}$/, "a CloudFormation type looks like AWS::SQS::Queue");
const roleName = z
  .string()
  .regex(/^([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/, "a role is named by its name, after its path if it has one");
const actionPattern = z
  .string()
  .regex(/^(\*|[a-z0-9-]+:[a-z0-9*?]+)$/i, "an IAM action looks like sqs:GetQueueAttributes, sqs:List* or *");
const json: z.ZodType<Json> = z.json();

/** A record whose keys say what is wrong with them. */
function recordOf<Value extends z.ZodType>(key: z.ZodString, value: Value) {
  return z.record(key, value, {
    error: (issue) => (issue.code === "invalid_key" ? issue.issues[0]?.message : undefined),
  });
}

const permissions = {
  allow: z.array(actionPattern).default(["*"]),
  deny: z.array(actionPattern).default([]),
};

/** An IAM role: who may assume it, and what its sessions may do. */
export const roleSchema = z.strictObject({
  trust: z
    .strictObject({
      principal: z.union([z.string(), z.array(z.string())]).default(`arn:aws:iam::${CALLER_ACCOUNT}:root`),
      externalId: z.string().optional(),
      tagSession: z.boolean().default(false),
      sourceIdentity: z.boolean().default(false),
    })
    .prefault({}),
  ...permissions,
});

/** A live resource: its type, its Cloud Control identifier, and the properties that differ from what the identifier says. */
export const resourceSchema = z.strictObject({
  type: typeName,
  identifier: z.string().min(1),
  properties: z.record(z.string(), json).default({}),
});

/** A deployed CloudFormation stack. */
export const stackSchema = z.strictObject({
  status: z
    .string()
    .regex(/^[A-Z_]+$/, "a stack's status looks like CREATE_COMPLETE")
    .default("CREATE_COMPLETE"),
  /** As the stack shows them: those marked `NoEcho` as \*\*\*\*. */
  parameters: z.record(z.string(), z.string()).default({}),
  /** By logical id; `export` is the name under which other stacks may import the value. */
  outputs: recordOf(
    z.string().regex(/^[A-Za-z0-9]+$/, "a logical id is alphanumeric"),
    z.strictObject({ value: z.string(), export: z.string().min(1).optional() }),
  ).default({}),
  resources: recordOf(
    z.string().regex(/^[A-Za-z0-9]+$/, "a logical id is alphanumeric"),
    z.strictObject({ type: z.string(), physicalId: z.string(), status: z.string().default("CREATE_COMPLETE") }),
  ).default({}),
});

/** A call that CloudTrail recorded. `hoursAgo` counts from when it is asked; `record` is what else the event's JSON says. */
export const eventSchema = z.strictObject({
  name: z.string().min(1),
  source: z.string().regex(/^[a-z0-9-]+\.amazonaws\.com(\.cn)?$/, "an event's source looks like sqs.amazonaws.com"),
  hoursAgo: z.number().nonnegative(),
  /** Names under which it is found. */
  resources: z.array(z.string()).default([]),
  readOnly: z.boolean().default(false),
  record: z.record(z.string(), json).default({}),
});

/** An object in S3: what is written of it in `json`, `text` or `base64`. */
const objectSchema = z
  .strictObject({
    json: json.optional(),
    text: z.string().optional(),
    base64: z.base64().optional(),
    contentEncoding: z.string().optional(),
    /** ARN of the KMS key that it is encrypted with. */
    kmsKey: z.string().optional(),
  })
  .refine(({ json: value, text, base64 }) => [value, text, base64].filter((each) => each !== undefined).length === 1, {
    message: "an object has one of json, text and base64",
  });

/** A bucket whose objects may be read; as a resource of its own it is among `resources`. */
export const bucketSchema = z.strictObject({
  /** Other accounts whose identities its policy lets read; `*` is all. */
  readers: z.array(z.union([accountId, z.literal("*")])).default([]),
  objects: z.record(z.string(), objectSchema).default({}),
});

/** How the emulated Cloud Control handler of one type behaves, for types that it does not know by itself. */
const handlerSchema = z.strictObject({
  identifier: z.array(z.string()).min(1),
  read: actionPattern,
  subreads: z
    .array(
      z.strictObject({
        action: actionPattern,
        properties: z.array(z.string()).default([]),
        denied: z.enum(["swallowed", "fails"]).default("swallowed"),
      }),
    )
    .default([]),
  list: z.array(actionPattern).default([]),
  listed: z.array(z.string()).default([]),
  model: z.array(z.string()).default([]),
  readOnly: z.array(z.string()).default([]),
  writeOnly: z.array(z.string()).default([]),
  global: z.boolean().default(false),
  /** What DescribeType gives besides what follows from the rest: `properties`, `definitions`, `propertyTransform`, `tagging` … */
  schema: z.record(z.string(), json).optional(),
  /** Of a type that Cloud Control cannot read: NON_PROVISIONABLE. */
  provisioning: z.enum(["FULLY_MUTABLE", "IMMUTABLE", "NON_PROVISIONABLE"]).default("FULLY_MUTABLE"),
});

const SERVICES = [
  "sts",
  "cloudcontrol",
  "cloudformation",
  "ec2",
  "s3",
  "ssm",
  "secretsmanager",
  "cloudtrail",
  "route53",
] as const;

/** Faults that only Cloud Control's handlers have. */
const HANDLER_FAULTS = [
  "deny-in-handler",
  "throttle-in-handler",
  "not-found-in-handler",
  "invalid-credentials",
  "malformed-properties",
] as const;

const FAULTS = [
  "deny",
  "throttle",
  "server-error",
  "latency",
  "hang",
  "malformed",
  "unsupported-type",
  "wrong-region",
  "wrong-account",
  "expired-session",
  "clock-skew",
  "reset",
  ...HANDLER_FAULTS,
] as const;

/** Which services a fault can happen in; any, where it is not listed. */
const FAULT_SERVICES: { readonly [fault: string]: readonly string[] } = {
  ...Object.fromEntries(HANDLER_FAULTS.map((fault) => [fault, ["cloudcontrol"]])),
  "unsupported-type": ["cloudcontrol", "cloudformation"],
  "wrong-account": ["sts"],
};

/** Something that goes wrong: for which calls, how, and how often (`times`; for ever when it is left out). `ms` is for latency and hang. */
export const faultSchema = z
  .strictObject({
    match: z
      .strictObject({
        service: z.enum(SERVICES).optional(),
        operation: z.string().optional(),
        type: typeName.optional(),
        identifier: z.string().optional(),
        account: accountId.optional(),
        region: regionName.optional(),
      })
      .default({}),
    fault: z.enum(FAULTS),
    times: z.int().positive().optional(),
    ms: z.int().nonnegative().optional(),
  })
  .superRefine((fault, context) => {
    const services = FAULT_SERVICES[fault.fault];
    if (services && fault.match.service && !services.includes(fault.match.service)) {
      context.addIssue({
        code: "custom",
        path: ["match", "service"],
        message: `${fault.fault} only happens in ${services.join(", ")}`,
      });
    }
    if (fault.fault === "latency" && fault.ms === undefined) {
      context.addIssue({ code: "custom", path: ["ms"], message: "latency needs ms" });
    }
  });

/** An access key of the account that calls. The first one is whom Plumbline runs as. */
const callerSchema = z.strictObject({
  accessKeyId: z.string().regex(/^AKIA[A-Z0-9]{16}$/, "an access key id is AKIA and 16 more characters"),
  secretAccessKey: z.string().min(1),
  arn: z.string().regex(/^arn:aws(-[a-z-]+)?:iam::\d{12}:(user\/.+|root)$/, "not the ARN of an IAM user"),
  ...permissions,
});

const DEFAULT_CALLER = {
  accessKeyId: "AKIAPLUMBLINE0000001",
  secretAccessKey: "emulated/secret+of+the+plumbline+server",
  arn: `arn:aws:iam::${CALLER_ACCOUNT}:user/plumbline`,
};

/** The world file: the AWS accounts, and the repository under `github`, which that half's own schema reads. */
const worldSchema = z
  .strictObject({
    accounts: recordOf(
      accountId,
      z.strictObject({
        roles: recordOf(roleName, roleSchema).prefault({ "plumbline-read": {} }),
        regions: recordOf(
          regionName,
          z.strictObject({
            resources: z.array(resourceSchema).default([]),
            buckets: recordOf(
              z.string().regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "not the name of a bucket"),
              bucketSchema,
            ).default({}),
            stacks: recordOf(
              z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, "not the name of a stack"),
              stackSchema,
            ).default({}),
            events: z.array(eventSchema).default([]),
          }),
        ).default({}),
      }),
    ).default({}),
    callers: z.array(callerSchema).min(1).prefault([DEFAULT_CALLER]),
    foreignBuckets: z.record(z.string(), regionName).default({}),
    types: recordOf(typeName, handlerSchema).default({}),
    faults: z.array(faultSchema).default([]),
    github: json.optional(),
  })
  .superRefine((world, context) => {
    const seen = new Set<string>();
    for (const [account, { regions }] of Object.entries(world.accounts)) {
      for (const [region, { resources }] of Object.entries(regions)) {
        for (const [index, { type, identifier }] of resources.entries()) {
          const path = ["accounts", account, "regions", region, "resources", index];
          if (!HANDLERS.has(type) && !world.types[type] && !SERVICE_ONLY_TYPES.has(type)) {
            const message = `${type} is not emulated: describe its handler under types, or use one of ${[...HANDLERS.keys()].join(", ")}`;
            context.addIssue({ code: "custom", path: [...path, "type"], message });
          }
          const key = uniqueName(account, region, type, identifier);
          if (seen.has(key))
            context.addIssue({
              code: "custom",
              path: [...path, "identifier"],
              message: `there is another ${type} ${identifier}`,
            });
          seen.add(key);
        }
      }
    }
  });

/** Buckets are unique worldwide, roles in their account, everything else in its region. */
function uniqueName(account: string, region: string, type: string, identifier: string): string {
  if (type === "AWS::S3::Bucket") return [type, identifier].join(" ");
  if (type === "AWS::IAM::Role") return [account, type, identifier].join(" ");
  return [account, region, type, identifier].join(" ");
}

/** A world as it is written: nearly everything may be left out. */
export type WorldFile = z.input<typeof worldSchema>;
/** A world with its defaults filled in. */
export type World = z.output<typeof worldSchema>;
export type Role = z.output<typeof roleSchema>;
export type Resource = z.output<typeof resourceSchema>;
export type Stack = z.output<typeof stackSchema>;
export type Bucket = z.output<typeof bucketSchema>;
export type StoredObject = z.output<typeof objectSchema>;
export type TrailEvent = z.output<typeof eventSchema>;
export type Fault = z.output<typeof faultSchema>;
export type FaultKind = Fault["fault"];
export type HandlerDefinition = z.output<typeof handlerSchema>;
export type CallerKey = z.output<typeof callerSchema>;
export type ServiceName = (typeof SERVICES)[number];

/**
 * Checks a world and fills in its defaults.
 * @throws Error that names the path of everything that is wrong, unknown keys included.
 */
export function parseWorld(input: unknown, file = "world"): World {
  const result = worldSchema.safeParse(input);
  if (result.success) return result.data;
  throw new Error(`${file} is not a world:\n${z.prettifyError(result.error)}`);
}

/** Reads a world file. @throws Error as `parseWorld` does, or for a file that is not JSON. */
export async function readWorld(file: string): Promise<World> {
  const text = await readFile(file, "utf8");
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON`, { cause });
  }
  return parseWorld(input, file);
}
