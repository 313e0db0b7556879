import { readFile } from "node:fs/promises";
import type { Config } from "../config/config.ts";
import { readConfig } from "../config/read.ts";
import { UserError } from "../model/errors.ts";
import { usage } from "./usage.ts";

/** @throws UserError `no-config` or `bad-config` */
export async function readConfigFile(path: string): Promise<Config> {
  return readConfig(await textOf(path), path);
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new UserError(
      "no-config",
      "the configuration cannot be read: is the path right?",
      { path },
      { cause: error },
    );
  }
}

/** The configuration with one target. @throws UserError `usage` where there is no such target */
export function onlyTarget(config: Config, name: string): Config {
  const targets = config.targets.filter((target) => target.name === name);
  if (targets.length > 0) return { ...config, targets };
  const known = config.targets.map((target) => target.name).join(", ");
  throw usage(`the configuration has no target \`${name}\`; it has: ${known}`);
}
