import type { Span } from "../../../model/source.ts";
import type { Term } from "../language/term.ts";
import type { BrokenFile } from "../module/source.ts";
import type { Piece } from "./pieces.ts";

/** What a configuration says, with what it includes merged in (https://terragrunt.gruntwork.io/docs/reference/hcl/blocks/). */
export type Config = {
  readonly inputs: Inputs;
  readonly source: Source | null;
  readonly extraArguments: ReadonlyMap<string, ExtraArguments>;
  readonly generated: ReadonlyMap<string, Generated>;
  readonly remoteState: RemoteState | null;
  readonly iamRole: Term | null;
  readonly exclude: Exclude | null;
  /** Does not come from what is included. */
  readonly skip: boolean;
  /** By label: what a reference to it gives. */
  readonly dependencies: ReadonlyMap<string, Term>;
  readonly features: ReadonlyMap<string, Term>;
  /** Files that it includes and that could not be read: they may say anything. */
  readonly broken: readonly BrokenFile[];
};

/** Values for the module's variables. */
export type Inputs = {
  /** Some configuration has an `inputs` attribute. */
  readonly isGiven: boolean;
  readonly values: ReadonlyMap<string, Input>;
  /** Why others may be given too; null when these are all. */
  readonly open: string | null;
};

/** `text` is what the value is made from: it changes with it, also where the value is not known. */
export type Input = { readonly term: Term; readonly text: string };

/** `terraform { source }`, as it is written. */
export type Source = { readonly term: Term; readonly version: Term | undefined; readonly span: Span };

/** `extra_arguments`: what is added to Terraform's command line and environment. */
export type ExtraArguments = {
  readonly commands: Term | undefined;
  readonly arguments: Term | undefined;
  readonly requiredVarFiles: Term | undefined;
  readonly optionalVarFiles: Term | undefined;
  readonly environment: Term | undefined;
  readonly span: Span;
};

/** A file that Terragrunt writes beside the module's. */
export type Generated = {
  readonly label: string;
  readonly path: Term;
  readonly contents: Term;
  /** The contents part by part, where they are a template of which not all is known. */
  readonly pieces?: readonly Piece[];
  readonly ifExists: Term | undefined;
  readonly disable: Term | undefined;
  readonly span: Span;
};

export type RemoteState = {
  readonly backend: Term | undefined;
  readonly config: Term | undefined;
  readonly generate: Term | undefined;
  readonly span: Span;
};

type Exclude = { readonly condition: Term | undefined; readonly actions: Term | undefined };

/** A configuration that says nothing. */
export const EMPTY: Config = {
  inputs: { isGiven: false, values: new Map(), open: null },
  source: null,
  extraArguments: new Map(),
  generated: new Map(),
  remoteState: null,
  iamRole: null,
  exclude: null,
  skip: false,
  dependencies: new Map(),
  features: new Map(),
  broken: [],
};
