import type { Declared } from "../model/declared.ts";
import type { FileTree } from "../model/files.ts";
import type { ModuleAnswer, RemoteAddress } from "../model/modules.ts";
import type { Place } from "../model/target.ts";
import type { ParserPool } from "./parsing/pool.ts";

/** What a format needs to know about the target that a part of the repository deploys into. */
export type DeclareContext = {
  readonly tree: FileTree;
  /** Base's tree, whichever side is declared: what decides where to read is taken from there. The tree itself where it is left out. */
  readonly settings?: FileTree;
  readonly root: string;
  readonly place: Place;
  /** Terraform: paths of tfvars files, and the values that CI passes with `-var`, which win over them. */
  readonly varFiles: readonly string[];
  readonly variables: ReadonlyMap<string, unknown>;
  readonly workspace: string;
  /** Terraform: whether the ids of what is deployed may be looked up in the state. */
  readonly state?: boolean;
  /** Where a provider alias points, when it is not the target. */
  readonly providers: ReadonlyMap<string, { readonly account?: string; readonly region?: string }>;
  /** CloudFormation: the deployed stack's name (may hold `{file}` and `{dir}`), and the parameters that CI passes. */
  readonly stack: string | null;
  readonly parameters: ReadonlyMap<string, string>;
  readonly parsers: ParserPool;
  /** CDK: where all targets of this root deploy to, this one's place among them; only this one's when left out. */
  readonly siblings?: readonly Place[];
  /** Terraform: fetches modules from elsewhere. Left out, they are not read, and what they declare is unknown. */
  readonly modules?: ModuleReader;
};

/** Fetches modules for one side of a change, within the time of the check. */
export type ModuleReader = {
  open(address: RemoteAddress, version: string | null): Promise<ModuleAnswer>;
};

/** One kind of infrastructure code. */
export type Format = {
  readonly name: string;
  /** Whether the target's root is this format's, at this revision. */
  recognizes(root: string, tree: FileTree): Promise<boolean>;
  /** What the root declares, by deployed unit (a Terraform root module, a CloudFormation template's path). */
  declare(context: DeclareContext): Promise<ReadonlyMap<string, Declared>>;
};
