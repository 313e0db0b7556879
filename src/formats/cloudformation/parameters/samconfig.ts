import { parse, TomlError } from "smol-toml";
import { z } from "zod";

/** What `sam deploy` would take from a `samconfig.toml`. */
export type SamConfig = {
  readonly stack: string | null;
  readonly parameters: ReadonlyMap<string, string>;
};

export type SamConfigFile =
  | { readonly kind: "read"; readonly environments: readonly Environment[] }
  | { readonly kind: "problem"; readonly line: number | null; readonly message: string };

/** One environment's settings of `sam deploy`. */
type Environment = {
  readonly name: string;
  readonly stack: string | null;
  readonly region: string | null;
  readonly template: string | null;
  readonly parameters: ReadonlyMap<string, string>;
};

/** The file's name, in the folder of the template that it is for. */
export const SAM_CONFIG = "samconfig.toml";

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
const settings = z.looseObject({
  stack_name: z.string().optional(),
  region: z.string().optional(),
  template: z.string().optional(),
  template_file: z.string().optional(),
  parameter_overrides: z.union([z.string(), z.array(z.string())]).optional(),
});
const command = z.looseObject({ parameters: settings.optional() });
const environment = z.looseObject({ global: command.optional(), deploy: command.optional() });
const file = z.record(z.string(), z.unknown());

/** Reads a `samconfig.toml`. */
export function readSamConfig(text: string): SamConfigFile {
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    const line = error instanceof TomlError ? error.line : null;
    return { kind: "problem", line, message: "it is no TOML" };
  }
  const sections = file.safeParse(content);
  if (!sections.success) return { kind: "problem", line: null, message: "it is no table" };
  const environments = Object.entries(sections.data).flatMap(([name, section]) => {
    const read = environment.safeParse(section);
    if (!read.success) return [];
    const given = { ...read.data.global?.parameters, ...read.data.deploy?.parameters };
    const { stack_name: stack = null, region = null, template_file: template = given.template ?? null } = given;
    const parameters = overrides(given.parameter_overrides ?? []);
    return stack === null && parameters.size === 0 ? [] : [{ name, stack, region, template, parameters }];
  });
  return { kind: "read", environments };
}

/**
 * The settings for one template: of the only environment that is for the target's region and, where the target names
 * its stack, for that stack. Null where there is none, or more than one.
 */
export function settingsFor(
  environments: readonly Environment[],
  templateName: string,
  target: { readonly region: string; readonly stack: string | null },
): SamConfig | null {
  const fitting = environments.filter(
    ({ region, stack, template }) =>
      (region === null || region === target.region) &&
      (target.stack === null || stack === null || stack === target.stack) &&
      isFor(template, templateName),
  );
  const [only, ...others] = fitting;
  return only && others.length === 0 ? { stack: only.stack, parameters: only.parameters } : null;
}

/** `sam deploy` takes what `sam build` made of the template, or the template of the standard name. */
function isFor(template: string | null, name: string): boolean {
  if (template === null || template.startsWith(".aws-sam/")) return /^template\.(?:ya?ml|json)$/.test(name);
  return template.replace(/^\.\//, "") === name;
}

const OVERRIDE =
  /(?:ParameterKey=([A-Za-z0-9]+),ParameterValue=|([A-Za-z0-9]+)=)((?:"(?:[^"\\]|\\.)*"|\\.|[^\s"\\])*)/g;

/** `Key=Value`, also with quotes, and the long form `ParameterKey=Key,ParameterValue=Value`; one text or a list of them. */
function overrides(written: string | readonly string[]): ReadonlyMap<string, string> {
  const pairs = typeof written === "string" ? pairsIn(written) : written.flatMap((each) => pairOf(each));
  return new Map(pairs);
}

function pairsIn(text: string): readonly (readonly [string, string])[] {
  return [...text.matchAll(OVERRIDE)].map(
    ([, long, short = "", value = ""]) => [long ?? short, unquoted(value)] as const,
  );
}

/** An item of a list is one override as a whole: spaces in it belong to the value. */
function pairOf(item: string): readonly (readonly [string, string])[] {
  const [, long, short, value = ""] =
    /^(?:ParameterKey=([A-Za-z0-9]+),ParameterValue=|([A-Za-z0-9]+)=)(.*)$/s.exec(item) ?? [];
  const key = long ?? short;
  return key === undefined ? [] : [[key, unquoted(value)]];
}

function unquoted(value: string): string {
  return value.replace(/"((?:[^"\\]|\\.)*)"/g, "$1").replace(/\\(.)/gs, "$1");
}
