import type { Problem } from "../../../model/source.ts";
import type { SourceFile } from "../language/frame.ts";
import type { AttributeSyntax, BlockSyntax } from "../syntax/ast.ts";
import { saidOf, spanOf } from "../syntax/lines.ts";

/** A parsed file of a module; `name` is its own in the module's directory. */
export type ParsedFile = SourceFile & {
  readonly name: string;
  readonly blocks: readonly BlockSyntax[];
  readonly attributes: readonly AttributeSyntax[];
};

/** A file that could not be read. Without the word in its text, it configures no provider. */
export type BrokenFile = { readonly name: string; readonly problem: Problem; readonly mayHoldProvider: boolean };

export type LocatedAttribute = { readonly attribute: AttributeSyntax; readonly file: SourceFile };
export type LocatedBlock = { readonly block: BlockSyntax; readonly file: SourceFile };

/** What a block holds, override files taken into account. */
export type Body = {
  readonly attributes: ReadonlyMap<string, LocatedAttribute>;
  readonly blocks: readonly LocatedBlock[];
};

/** A block as a module declares it. */
export type Declaration = LocatedBlock & {
  readonly name: string;
  /** Of a data source that stands in a `check` block: only that may refer to it. */
  readonly isOfCheck?: true;
  /** Of the block's text, and of the texts that override it. */
  readonly fingerprint: string;
  readonly body: Body;
};

type LocalDeclaration = LocatedAttribute & { readonly name: string; readonly fingerprint: string };

/** Everything that a module's files declare. Resources and data sources are under `type.name`, providers under `name` or `name.alias`. */
export type ModuleSource = {
  readonly directory: string;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, LocalDeclaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly resources: ReadonlyMap<string, Declaration>;
  readonly data: ReadonlyMap<string, Declaration>;
  readonly modules: ReadonlyMap<string, Declaration>;
  readonly providers: ReadonlyMap<string, Declaration>;
  readonly checks: ReadonlyMap<string, Declaration>;
  readonly imports: readonly Declaration[];
  readonly moves: readonly Declaration[];
  /** `removed` blocks. */
  readonly removals: readonly Declaration[];
  /** `terraform` blocks. */
  readonly settings: readonly Declaration[];
  /** Files that could not be read: what is not declared elsewhere may be declared there. */
  readonly broken: readonly string[];
  /** One of them that may configure a provider; null when none does. */
  readonly brokenProvider: string | null;
  /** An override file that could not be read: it may change every block. */
  readonly brokenOverride: string | null;
  readonly problems: readonly Problem[];
};

type Registry = {
  readonly [kind in "variables" | "outputs" | "resources" | "data" | "modules" | "providers" | "checks"]: Map<
    string,
    Declaration
  >;
};

const REGISTRY_OF: ReadonlyMap<string, { readonly registry: keyof Registry; readonly labels: number }> = new Map([
  ["variable", { registry: "variables", labels: 1 }],
  ["output", { registry: "outputs", labels: 1 }],
  ["resource", { registry: "resources", labels: 2 }],
  ["data", { registry: "data", labels: 2 }],
  ["module", { registry: "modules", labels: 1 }],
  ["provider", { registry: "providers", labels: 1 }],
  ["check", { registry: "checks", labels: 1 }],
]);

/** Blocks that Terraform or OpenTofu takes and of which nothing is made here. */
const OTHER_BLOCKS: ReadonlySet<string> = new Set(["ephemeral", "action", "language", "list"]);

/** Whether a file's blocks are merged into those of other files, by its name (https://developer.hashicorp.com/terraform/language/files/override). */
export function isOverride({ name }: { readonly name: string }): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** Puts the files of a module together: normal files first, then what overrides them, both in order of name. */
export function collectModule(
  directory: string,
  files: readonly ParsedFile[],
  broken: readonly BrokenFile[],
): ModuleSource {
  const problems: Problem[] = broken.map(({ problem }) => problem);
  const locals = new Map<string, LocalDeclaration>();
  const registry: Registry = {
    variables: new Map(),
    outputs: new Map(),
    resources: new Map(),
    data: new Map(),
    modules: new Map(),
    providers: new Map(),
    checks: new Map(),
  };
  const inOrder = [...files].toSorted((a, b) => Number(isOverride(a)) - Number(isOverride(b)));
  const imports: Declaration[] = [];
  const moves: Declaration[] = [];
  const removals: Declaration[] = [];
  const settings: Declaration[] = [];
  for (const file of inOrder) {
    const overrides = isOverride(file);
    for (const attribute of file.attributes) {
      problems.push(problemAt(file, attribute, `an argument \`${attribute.name}\` is not expected here`));
    }
    for (const block of file.blocks) {
      if (block.type === "locals") addLocals(locals, file, block, overrides, problems);
      else if (block.type === "import") imports.push(declarationOf(file, block, `import.${imports.length}`));
      else if (block.type === "moved") moves.push(declarationOf(file, block, `moved.${moves.length}`));
      else if (block.type === "removed") removals.push(declarationOf(file, block, `removed.${removals.length}`));
      else if (block.type === "terraform") settings.push(declarationOf(file, block, `terraform.${settings.length}`));
      else addBlock(registry, file, block, overrides, problems);
    }
  }
  const brokenPaths = broken.map(({ problem }) => problem.path);
  const brokenOverride = broken.find(isOverride)?.problem.path ?? null;
  const brokenProvider = broken.find((file) => file.mayHoldProvider)?.problem.path ?? null;
  return {
    directory,
    ...registry,
    locals,
    imports,
    moves,
    removals,
    settings,
    broken: brokenPaths,
    brokenProvider,
    brokenOverride,
    problems,
  };
}

function addBlock(
  registry: Registry,
  file: ParsedFile,
  block: BlockSyntax,
  overrides: boolean,
  problems: Problem[],
  within?: { readonly ofCheck: BlockSyntax },
): void {
  const place = REGISTRY_OF.get(block.type);
  if (!place) {
    if (!OTHER_BLOCKS.has(block.type))
      problems.push(problemAt(file, block, `a block \`${block.type}\` is not expected here`));
    return;
  }
  if (block.labels.length !== place.labels) {
    problems.push(problemAt(file, block, `\`${block.type}\` takes ${place.labels} label(s)`));
    return;
  }
  const name = nameOf(block);
  const declarations = registry[place.registry];
  const existing = declarations.get(name);
  if (existing && overrides) {
    declarations.set(name, overridden(existing, file, block));
    return;
  }
  if (overrides) problems.push(problemAt(file, block, `there is no ${block.type} \`${name}\` to override`));
  if (existing) {
    const first = `${existing.file.path}:${spanOf(existing.file.path, existing.file.lines, existing.block).line}`;
    problems.push(problemAt(file, block, `${block.type} \`${name}\` is declared twice: first at ${first}`));
    return;
  }
  const declared = declarationOf(file, block, name);
  declarations.set(name, within ? { ...declared, fingerprint: within.ofCheck.hash, isOfCheck: true } : declared);
  if (block.type !== "check") return;
  for (const nested of block.blocks) {
    if (nested.type === "data") addBlock(registry, file, nested, false, problems, { ofCheck: block });
  }
}

function declarationOf(file: ParsedFile, block: BlockSyntax, name: string): Declaration {
  return { block, file, name, fingerprint: block.hash, body: bodyOf({ block, file }) };
}

/** Providers are told apart by their alias. */
function nameOf(block: BlockSyntax): string {
  const name = block.labels.join(".");
  if (block.type !== "provider") return name;
  const alias = block.attributes.find((attribute) => attribute.name === "alias")?.value;
  return alias?.kind === "string" ? `${name}.${alias.value}` : name;
}

/** A block's content as it is written. */
export function bodyOf({ block, file }: LocatedBlock): Body {
  return {
    attributes: new Map(block.attributes.map((attribute) => [attribute.name, { attribute, file }])),
    blocks: block.blocks.map((nested) => ({ block: nested, file })),
  };
}

/** Arguments replace those of the same name, nested blocks all those of the same type; `lifecycle` is merged by argument. */
function overridden(existing: Declaration, file: ParsedFile, block: BlockSyntax): Declaration {
  const added = bodyOf({ block, file });
  const replaced = new Set(block.blocks.filter((nested) => nested.type !== "lifecycle").map((nested) => nested.type));
  const kept = existing.body.blocks.filter((nested) => !replaced.has(nested.block.type));
  return {
    ...existing,
    fingerprint: `${existing.fingerprint}+${block.hash}`,
    body: {
      attributes: new Map([...existing.body.attributes, ...added.attributes]),
      blocks: [...kept, ...added.blocks],
    },
  };
}

function addLocals(
  locals: Map<string, LocalDeclaration>,
  file: ParsedFile,
  block: BlockSyntax,
  overrides: boolean,
  problems: Problem[],
): void {
  for (const attribute of block.attributes) {
    const { name } = attribute;
    if (overrides && !locals.has(name))
      problems.push(problemAt(file, attribute, `there is no local \`${name}\` to override`));
    if (locals.has(name) && !overrides)
      problems.push(problemAt(file, attribute, `local \`${name}\` is declared twice`));
    else locals.set(name, { attribute, file, name, fingerprint: attribute.hash });
  }
}

function problemAt({ path, lines }: SourceFile, place: AttributeSyntax | BlockSyntax, message: string): Problem {
  return { path, line: spanOf(path, lines, place).line, message: saidOf(lines, message) };
}
