import { parseArgs, type ParseArgsOptionsConfig } from "node:util";
import { CONFIG_PATH } from "../config/config.ts";
import { UserError } from "../model/errors.ts";

export const USAGE = `usage: plumbline check --repo DIR --base REV [--head REV] [--config FILE] [--target NAME] [--format json|markdown|text]
       plumbline role --config FILE --principal ARN --external-id ID [--target NAME] [--format cloudformation|terraform]

check: what a change takes for granted, against the live account

  --repo DIR      the local git repository
  --base REV      what the change is merged into
  --head REV      the change; the work tree when left out
  --config FILE   the configuration; ${CONFIG_PATH} of the base revision when left out
  --target NAME   only this target
  --format        json, markdown or text (the default)

role: the read role of each account that the configuration names. It allows what checks of the targets' code need; where
FILE lies in no git repository, or a target's root is not there, of every type that Plumbline knows.

  --config FILE     the configuration
  --principal ARN   who may assume the role: what the Plumbline server runs as
  --external-id ID  the GitHub owner's ExternalId
  --target NAME     only the role of this target, for all targets that share it
  --format          cloudformation (the default) or terraform
`;

export function usage(message: string): UserError {
  return new UserError("usage", `${message}\n\n${USAGE}`);
}

/** The values of options that each take one. @throws UserError `usage` for anything else on the line */
export function optionsOf<Name extends string>(
  args: readonly string[],
  names: readonly Name[],
): Readonly<Partial<Record<Name, string>>> {
  const options = Object.fromEntries(names.map((name) => [name, { type: "string" }])) as ParseArgsOptionsConfig;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: false }).values as Partial<Record<Name, string>>;
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error));
  }
}
