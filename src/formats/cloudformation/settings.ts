import { posix } from "node:path";

import type { Problem } from "../../model/source.ts";
import type { DeclareContext } from "../format.ts";
import { stackName } from "./declare.ts";
import type { Deployment } from "./declare.ts";
import { readSamConfig, SAM_CONFIG, settingsFor } from "./parameters/samconfig.ts";

/** Where and with what a template is deployed, as far as the target and `samconfig.toml` say; the target wins. */
export type Settings = { readonly deployment: Deployment; readonly problems: readonly Problem[] };

/** What decides where to read comes from base, whichever side is declared: a change may not point elsewhere. */
export async function settingsOf(path: string, context: DeclareContext): Promise<Settings> {
  const { place, stack, parameters, tree, settings = tree } = context;
  const deployment = { place, stack: stack === null ? null : stackName(stack, path), parameters };
  const file = posix.join(posix.dirname(path), SAM_CONFIG);
  const content = (await settings.read([file])).get(file);
  if (content?.kind !== "text") return { deployment, problems: [] };
  const config = readSamConfig(content.text);
  if (config.kind === "problem")
    return { deployment, problems: [{ path: file, line: config.line, message: config.message }] };
  const wanted = { region: place.region, stack: deployment.stack };
  const found = settingsFor(config.environments, posix.basename(path), wanted);
  if (!found) return { deployment, problems: [] };
  const merged = {
    place,
    stack: deployment.stack ?? found.stack,
    parameters: new Map([...found.parameters, ...parameters]),
  };
  return { deployment: merged, problems: [] };
}
