import { dirname, resolve } from "node:path";
import { readCliEnv } from "../env.ts";
import { createParserPool } from "../formats/parsing/pool.ts";
import { roleFormats } from "../report/role/index.ts";
import { readRolesOf, type Roles, type Trust } from "../role.ts";
import type { Config } from "../config/config.ts";
import { repositoryAround } from "../sources/git.ts";
import { openLocalChange } from "../sources/local-change.ts";
import { createGitModules } from "../sources/modules/git.ts";
import { moduleHosts } from "../sources/modules/hosts.ts";
import { createRemoteModules } from "../sources/modules/remote.ts";
import { onlyTarget, readConfigFile } from "./configuration.ts";
import type { Done } from "./done.ts";
import { optionsOf, usage } from "./usage.ts";

/** Code that takes longer to read is not waited for. In milliseconds. */
const DEADLINE_MS = 100_000;

/** What may assume a role over time: an assumed role's session ends, and the role then trusts nobody. */
const PRINCIPAL = /^arn:(aws[a-z-]*):iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]+)$/;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

/** `plumbline role`: writes the read roles of a configuration. @throws UserError for what the person can put right */
export async function writeRoles(args: readonly string[]): Promise<Done> {
  const options = optionsOf(args, ["config", "principal", "external-id", "target", "format"]);
  const { config: path, principal, target, format = "cloudformation" } = options;
  const externalId = options["external-id"];
  if (path === undefined) throw usage("--config is missing");
  if (principal === undefined) throw usage("--principal is missing");
  if (externalId === undefined) throw usage("--external-id is missing");
  if (!PRINCIPAL.test(principal)) {
    throw usage(
      `--principal is the ARN of an IAM role or user, such as arn:aws:iam::999988887777:role/plumbline, not \`${principal}\``,
    );
  }
  if (!EXTERNAL_ID.test(externalId)) {
    throw usage("--external-id has 2 to 1,224 characters: letters, digits and _+=,.@:/-");
  }
  if (!isFormat(format)) throw usage(`--format is cloudformation or terraform, not \`${format}\``);
  const config = await readConfigFile(path);
  const wanted = target === undefined ? null : onlyTarget(config, target).targets[0]?.role;
  const { roles, notes } = await rolesOf(config, { principal, externalId }, path);
  const chosen = wanted ? roles.filter(({ arn }) => arn === wanted) : roles;
  for (const { arn } of chosen) expectPartition(arn, principal);
  return { exit: 0, stdout: roleFormats[format](chosen), stderr: notes.map((note) => `${note}\n`).join("") };
}

function isFormat(name: string): name is keyof typeof roleFormats {
  return Object.hasOwn(roleFormats, name);
}

/** No role can be assumed from another partition: China, GovCloud. */
function expectPartition(arn: string, principal: string): void {
  const [own, other] = [arn, principal].map((text) => text.split(":")[1] ?? "");
  if (own !== other)
    throw usage(`--principal is in the partition ${other}, and ${arn} in ${own}: neither trusts the other`);
}

async function rolesOf(config: Config, trust: Trust, path: string): Promise<Roles> {
  const { environment, modules } = readCliEnv();
  const repository = await repositoryAround(dirname(resolve(path)), environment);
  if (!repository) return readRolesOf(config, trust, null);
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const local = await openLocalChange(repository, "HEAD", null);
  const parsers = createParserPool();
  try {
    const git = createGitModules({ ...modules, hosts: moduleHosts(modules.hosts), environment });
    const remote = createRemoteModules(modules).forRun({ git, readsPrivate: true });
    return await readRolesOf(config, trust, { tree: local.change.head, parsers, modules: remote, signal });
  } finally {
    await Promise.all([parsers.close(), local.close()]);
  }
}
