import { createHash } from "node:crypto";

import type { Span } from "../../../model/source.ts";
import { toValue } from "../language/model-values.ts";
import { isKeyed } from "../language/term.ts";
import type { Keyed, Term } from "../language/term.ts";
import { toJson } from "../../../model/value.ts";
import type { ParserPool } from "../../parsing/pool.ts";
import type { BrokenFile, ParsedFile } from "../module/source.ts";
import type { TerraformFile } from "../syntax/ast.ts";
import type { Generated } from "./configuration.ts";
import { patched, withReferences } from "./pieces.ts";
import type { Patched } from "./pieces.ts";
import type { Unit } from "./unit.ts";

/** A file that Terragrunt writes into the root module's folder: a part of the configuration, or variables. */
export type GeneratedFile = {
  readonly name: string;
  readonly file: ParsedFile | BrokenFile;
  /** One that is there already stays. */
  readonly yields: boolean;
  /** Variables that the file has in the place of what is not known of it, and why that is not. */
  readonly unknowns: ReadonlyMap<string, string>;
};

const NONE: ReadonlyMap<string, string> = new Map();

/** What Terragrunt writes before Terraform runs (https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/#generate). */
export async function generatedFiles({ generated, remoteState }: Unit, parsers: ParserPool): Promise<GeneratedFile[]> {
  const texts = generated.filter(({ disable }) => !isTrue(disable)).flatMap((one, index) => textOf(one, `${index}`));
  const backend = remoteState && backendText(remoteState);
  return Promise.all([...texts, ...(backend ? [backend] : [])].map((text) => parsed(text, parsers)));
}

function isTrue(term: Term | undefined): boolean {
  return term?.kind === "bool" && term.value;
}

type GeneratedText = {
  /** As problems name it. */
  readonly shown: string;
  readonly name: string;
  /** Why the text is not known, if it is not. */
  readonly text:
    | { readonly kind: "text"; readonly text: string }
    | { readonly kind: "patched"; readonly patched: Patched; readonly reason: string }
    | { readonly kind: "unknown"; readonly reason: string };
  readonly yields: boolean;
  readonly span: Span;
};

/** Only what lands in the module's own folder is read by Terraform. */
function textOf({ label, path, contents, pieces, ifExists, span }: Generated, prefix: string): GeneratedText[] {
  const shown = `\`generate\` \`${label}\``;
  const common = { shown, span, yields: ifExists?.kind === "string" && ifExists.value === "skip" };
  if (path.kind !== "string") return [{ ...common, name: "generated.tf", text: unknownText(path) }];
  const name = path.value.replace(/^(?:\.\/)+/, "");
  if (name.includes("/") || !/\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(name)) return [];
  if (contents.kind !== "string") {
    const unknown = unknownText(contents);
    if (!pieces || !name.endsWith(".tf")) return [{ ...common, name, text: unknown }];
    return [{ ...common, name, text: { ...unknown, kind: "patched", patched: patched(pieces, prefix) } }];
  }
  return [{ ...common, name, text: { kind: "text", text: contents.value } }];
}

function unknownText(term: Term): { readonly kind: "unknown"; readonly reason: string } {
  return { kind: "unknown", reason: term.kind === "unknown" ? term.reason : "it is no text" };
}

/** `remote_state` with `generate` writes a backend's configuration; what of it is not known is left out, as Terraform allows. */
function backendText({ backend, config, generate, span }: NonNullable<Unit["remoteState"]>): GeneratedText | null {
  const path = generate && isKeyed(generate) ? generate.entries.get("path") : undefined;
  if (backend?.kind !== "string" || path?.kind !== "string" || path.value.includes("/")) return null;
  const settings = config && isKeyed(config) ? knownSettings(config) : {};
  const json = JSON.stringify({ terraform: { backend: { [backend.value]: settings } } });
  const text = json.replaceAll("${", () => "$${").replaceAll("%{", "%%{");
  return { shown: "`remote_state`", name: `${path.value}.json`, text: { kind: "text", text }, yields: false, span };
}

function knownSettings({ entries }: Keyed): Record<string, unknown> {
  const known = [...entries].map(([name, term]) => [name, toJson(toValue(term))] as const);
  return Object.fromEntries(known.filter(([, value]) => value !== undefined && value !== null));
}

async function parsed({ shown, name, text, yields, span }: GeneratedText, parsers: ParserPool): Promise<GeneratedFile> {
  const broken = (message: string, mayHoldProvider: boolean): GeneratedFile => {
    const problem = { path: span.path, line: span.line, message: `what ${shown} writes${message}` };
    return { name, yields, unknowns: NONE, file: { name, problem, mayHoldProvider } };
  };
  if (text.kind === "unknown") return broken(` is not known: ${text.reason}`, true);
  const written = text.kind === "text" ? text.text : text.patched.text;
  const hash = createHash("sha256").update(written).digest("hex");
  const outcome = await parsers.parse<TerraformFile>("terraform", name, written, hash);
  if (outcome.kind === "problem") {
    const { line, message } = outcome.problem;
    return broken(`${line === null ? "" : `, line ${line}`}: ${message}`, /\bprovider\b/.test(written));
  }
  const file = text.kind === "text" ? outcome.file : withReferences(outcome.file, text.patched);
  if (!file) return broken(` is not known: ${text.kind === "patched" ? text.reason : ""}`, true);
  const unknowns = text.kind === "patched" ? text.patched.unknowns : NONE;
  const { blocks, attributes } = file;
  return { name, yields, unknowns, file: { name, path: span.path, lines: span, blocks, attributes } };
}
