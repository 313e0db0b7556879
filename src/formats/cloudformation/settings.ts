import { posix } from "node:path";

import type { Problem } from "../../model/source.ts";
import type { DeclareContext } from "../format.ts";
import { stackName } from "./declare.ts";
import type { Deployment } from "./declare.ts";
import { readParameterFiles } from "./parameters/parameter-files.ts";
import { readSamConfig, SAM_CONFIG, settingsFor } from "./parameters/samconfig.ts";
import type { SamConfig } from "./parameters/samconfig.ts";

/** Where and with what a template is deployed, as far as the target and the files that it names say; the target wins. */
export type Settings = {
  readonly deployment: Deployment;
  readonly problems: readonly Problem[];
  /** Files that give values to parameters. */
  readonly files: readonly string[];
};

/**
 * The stack, and what its parameters are given: by `samconfig.toml`, over that by parameter files in their order, over
 * those by the target itself.
 */
export async function settingsOf(path: string, context: DeclareContext): Promise<Settings> {
  const { place, varFiles, parameters: own } = context;
  const stack = context.stack === null ? null : stackName(context.stack, path);
  const [sam, files] = await Promise.all([samSettings(path, stack, context), readParameterFiles(varFiles, context)]);
  let parameters = sam.found?.parameters ?? new Map<string, string>();
  let unread: string | undefined;
  for (const file of files) {
    const isWhole = file.problems.length === 0;
    // What cannot be read may give any parameter another value than those before it.
    parameters = new Map([...(isWhole ? parameters : []), ...file.parameters]);
    if (!isWhole) unread = file.path;
  }
  return {
    deployment: {
      place,
      stack: stack ?? sam.found?.stack ?? null,
      parameters: new Map([...parameters, ...own]),
      ...(unread !== undefined && { unread }),
    },
    problems: [...sam.problems, ...files.flatMap(({ problems }) => problems)],
    files: varFiles,
  };
}

type SamSettings = { readonly found: SamConfig | null; readonly problems: readonly Problem[] };

/** What decides where to read comes from base, whichever side is declared: a change may not point elsewhere. */
async function samSettings(path: string, stack: string | null, context: DeclareContext): Promise<SamSettings> {
  const { place, tree, settings = tree } = context;
  const file = posix.join(posix.dirname(path), SAM_CONFIG);
  const content = (await settings.read([file])).get(file);
  if (content?.kind !== "text") return { found: null, problems: [] };
  const config = readSamConfig(content.text);
  if (config.kind === "problem")
    return { found: null, problems: [{ path: file, line: config.line, message: config.message }] };
  const found = settingsFor(config.environments, posix.basename(path), { region: place.region, stack });
  return { found, problems: [] };
}
