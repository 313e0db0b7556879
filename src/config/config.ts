import type { FindingKind, Policy, Severity, Waiver } from "../model/finding.ts";
import type { Target } from "../model/target.ts";

/** A target as the repository configures it. */
export type TargetConfig = Target & {
  /** A Terraform root module's folder, or a template, or a glob of templates; relative to the repository's root. */
  readonly root: string;
  /** Line of `root` in the configuration file. */
  readonly line: number;
  readonly varFiles: readonly string[];
  readonly variables: ReadonlyMap<string, unknown>;
  readonly workspace: string;
  /** Whether the Terraform state may be read for the ids of what is deployed. */
  readonly state: boolean;
  readonly stack: string | null;
  readonly parameters: ReadonlyMap<string, string>;
  readonly providers: ReadonlyMap<string, { readonly account?: string; readonly region?: string }>;
};

/** What `.github/plumbline.yml` says, checked. */
export type Config = {
  /** The file it was read from. */
  readonly path: string;
  readonly targets: readonly TargetConfig[];
  readonly policy: ReadonlyMap<FindingKind, Policy>;
  readonly unknown: Exclude<Severity, "info">;
  readonly unreachable: Exclude<Severity, "info">;
  readonly waivers: readonly Waiver[];
};

/** Where the configuration lives, on the default branch. */
export const CONFIG_PATH = ".github/plumbline.yml";
