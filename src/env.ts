import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { UserError } from "./model/errors.ts";

/** An empty variable is one that is not set: that is what an unfilled line of an env file gives. */
function unlessEmpty<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (value === "" ? undefined : value), schema);
}

const secret = z.string().min(16, "must have at least 16 characters: make one with `openssl rand -hex 32`");

/** The public registry, and where its modules are: on GitHub. */
const DEFAULT_MODULE_HOSTS = "registry.terraform.io,github.com,codeload.github.com";

/** `none` is no host at all. */
const moduleHosts = unlessEmpty(
  z
    .string()
    .default(DEFAULT_MODULE_HOSTS)
    .transform((text) => (text === "none" ? [] : text.split(",").map((host) => host.trim())))
    .pipe(
      z.array(
        z
          .string()
          .regex(/^(https?:\/\/)?[a-z0-9.-]+(:\d+)?$/i, "must be a list of hosts, with commas between them, or `none`"),
      ),
    ),
);

const schema = z.object({
  APP_ID: unlessEmpty(z.coerce.number("must be the App's numeric id, from its settings page").int().positive()),
  PRIVATE_KEY: unlessEmpty(z.string().optional()),
  PRIVATE_KEY_PATH: unlessEmpty(z.string().optional()),
  WEBHOOK_SECRET: unlessEmpty(secret),
  WEBHOOK_SECRET_PREVIOUS: unlessEmpty(z.string().optional()),
  GHE_HOST: unlessEmpty(z.string().optional()),
  GHE_PROTOCOL: unlessEmpty(z.enum(["http", "https"]).default("https")),
  HOST: unlessEmpty(z.string().default("0.0.0.0")),
  PORT: unlessEmpty(z.coerce.number("must be a port number").int().min(0).max(65535).default(3000)),
  DATABASE_URL: unlessEmpty(
    z
      .string()
      .regex(/^postgres(ql)?:\/\//, "must start with postgres://")
      .optional(),
  ),
  DATA_DIR: unlessEmpty(z.string().default("data")),
  EXTERNAL_ID_SECRET: unlessEmpty(secret),
  EXTERNAL_ID_SECRET_PREVIOUS: unlessEmpty(z.string().optional()),
  PLUMBLINE_MODULE_HOSTS: moduleHosts,
  LOG_LEVEL: unlessEmpty(z.enum(["trace", "debug", "info", "warn", "error", "fatal"]).default("info")),
});

/** Where modules that are not in the repository may come from. */
type ModuleEnv = {
  /** `host[:port]`, or `http://host[:port]`. */
  readonly hosts: readonly string[];
  /** Tokens for private registries, by host. */
  readonly tokens: ReadonlyMap<string, string>;
};

/** The server's settings, checked. */
export type Env = {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  /** The secret that signs webhooks first, then the one it replaces, while both may be in use. */
  readonly webhookSecrets: readonly string[];
  /** REST root of a GitHub Enterprise Server; undefined for github.com. */
  readonly githubUrl: string | undefined;
  readonly host: string;
  readonly port: number;
  readonly database: { readonly databaseUrl: string } | { readonly dataDir: string };
  readonly externalIdSecrets: { readonly current: string; readonly previous?: string };
  readonly modules: ModuleEnv;
  readonly logLevel: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
};

/**
 * Reads the server's settings.
 * @throws UserError `bad-environment` naming every variable that is missing or wrong, and what to do
 */
export function readEnv(variables: NodeJS.ProcessEnv = process.env): Env {
  const parsed = schema.safeParse(variables);
  if (!parsed.success) throw badEnvironment(parsed.error.issues, variables);
  const env = parsed.data;
  return {
    appId: env.APP_ID,
    privateKey: privateKeyOf(env.PRIVATE_KEY, env.PRIVATE_KEY_PATH),
    webhookSecrets: [env.WEBHOOK_SECRET, env.WEBHOOK_SECRET_PREVIOUS].filter((one) => one !== undefined),
    githubUrl: env.GHE_HOST ? `${env.GHE_PROTOCOL}://${env.GHE_HOST}/api/v3` : undefined,
    host: env.HOST,
    port: env.PORT,
    database: env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : { dataDir: env.DATA_DIR },
    externalIdSecrets: {
      current: env.EXTERNAL_ID_SECRET,
      ...(env.EXTERNAL_ID_SECRET_PREVIOUS ? { previous: env.EXTERNAL_ID_SECRET_PREVIOUS } : {}),
    },
    modules: { hosts: env.PLUMBLINE_MODULE_HOSTS, tokens: registryTokens(variables) },
    logLevel: env.LOG_LEVEL,
  };
}

/**
 * Terraform's own variables for tokens: `TF_TOKEN_app_terraform_io`, in which `__` is a hyphen
 * (https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials).
 */
function registryTokens(variables: NodeJS.ProcessEnv): ReadonlyMap<string, string> {
  const tokens = Object.entries(variables).flatMap(([name, value]) => {
    const host = /^TF_TOKEN_(.+)$/.exec(name)?.[1]?.replaceAll("__", "-").replaceAll("_", ".").toLowerCase();
    return host !== undefined && value ? [[host, value] as const] : [];
  });
  return new Map(tokens);
}

/** The key itself, with line breaks as such, as `\n`, or the whole in base64 (as Probot takes it), or the file that holds it. */
function privateKeyOf(key: string | undefined, path: string | undefined): string {
  const text = key ?? readKey(path);
  const pem = text.includes("-----BEGIN") ? text.replaceAll("\\n", "\n") : Buffer.from(text, "base64").toString("utf8");
  if (/-----BEGIN (RSA )?PRIVATE KEY-----/.test(pem)) return pem;
  const name = key === undefined ? "PRIVATE_KEY_PATH" : "PRIVATE_KEY";
  throw new UserError(
    "bad-environment",
    `${name} does not hold a private key in PEM form: download one from the App's settings page`,
  );
}

function readKey(path: string | undefined): string {
  if (path === undefined) {
    throw new UserError(
      "bad-environment",
      "PRIVATE_KEY is missing: give the App's private key, or its file as PRIVATE_KEY_PATH",
    );
  }
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError("bad-environment", `PRIVATE_KEY_PATH: ${path} cannot be read`, { path }, { cause: error });
  }
}

/** Values are never repeated: they may be secrets. */
function badEnvironment(issues: readonly z.core.$ZodIssue[], variables: NodeJS.ProcessEnv): UserError {
  const lines = issues.map(({ path, message }) => {
    const name = String(path[0]);
    return variables[name] ? `${name} ${message}` : `${name} is missing: see .env.example`;
  });
  return new UserError("bad-environment", lines.join("\n"));
}

/** What the command line takes from its environment. AWS's own variables are the SDK's business. */
export type CliEnv = {
  /** For git. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What the owner's roles demand; null sends none. */
  readonly externalId: string | null;
  readonly modules: ModuleEnv & {
    /** Where fetched modules are kept between runs. */
    readonly folder: string;
  };
};

const cliSchema = schema.pick({ PLUMBLINE_MODULE_HOSTS: true });

/** @throws UserError `bad-environment` */
export function readCliEnv(variables: NodeJS.ProcessEnv = process.env): CliEnv {
  const parsed = cliSchema.safeParse(variables);
  if (!parsed.success) throw badEnvironment(parsed.error.issues, variables);
  const caches = variables["XDG_CACHE_HOME"] || join(homedir(), ".cache");
  return {
    environment: variables,
    externalId: variables["PLUMBLINE_EXTERNAL_ID"] || null,
    modules: {
      hosts: parsed.data.PLUMBLINE_MODULE_HOSTS,
      tokens: registryTokens(variables),
      folder: variables["PLUMBLINE_MODULE_CACHE"] || join(caches, "plumbline", "modules"),
    },
  };
}
