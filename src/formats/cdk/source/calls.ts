import type { At } from "../json.ts";

/** An expression, as far as the file alone says what it is. */
export type Constant =
  /** `${AWS::Region}` and the like in a text stand for what only the stack knows. */
  | { readonly kind: "text"; readonly value: string; readonly at: At }
  | { readonly kind: "map"; readonly entries: readonly (readonly [string, Constant])[]; readonly at: At }
  | { readonly kind: "list"; readonly items: readonly Constant[]; readonly at: At }
  /** Known only when the app runs; `text` is the source. `own` where it comes from a construct of the app or from CDK. */
  | { readonly kind: "unknown"; readonly text: string; readonly at: At; readonly own?: true };

/** A call of a CDK class's method that refers to something which the app does not make. Names as TypeScript has them. */
export type SourceCall = {
  /** `aws-s3`; empty for CDK's core. */
  readonly module: string;
  readonly className: string;
  readonly method: string;
  readonly args: readonly Constant[];
  /** Keyword arguments, and the members of an object that is given. */
  readonly named: readonly (readonly [string, Constant])[];
  readonly at: At;
};

/** What the worker makes of a source file. */
export type SourceFile = {
  readonly calls: readonly SourceCall[];
  /** The values of `account` and `region` in the environments that the file spells out; null where it leaves one open. */
  readonly environments: readonly { readonly account: string | null; readonly region: string | null }[];
  /** The first line at which the file is not what its language allows; null where it is throughout. */
  readonly brokenLine: number | null;
};

/** A CDK library's module by the name that it is imported by; undefined for any other package. */
export function cdkModule(specifier: string): string | undefined {
  const [, path] = /^(?:aws-cdk-lib|@aws-cdk|aws_cdk)(?:[/.](.+))?$/.exec(specifier) ?? [];
  if (path === undefined) return /^(?:aws-cdk-lib|aws_cdk)$/.test(specifier) ? "" : undefined;
  const module = path.replaceAll("_", "-").replace(/^core(?:[/.].*)?$/, "");
  return module.split(/[/.]/)[0] ?? module;
}

/** Methods that name what is there already: `fromBucketName`, `fromLookup`, `valueForStringParameter`, … */
export function isReference(method: string): boolean {
  return /^(?:from[A-Z]\w*|valueFrom[A-Z]\w*|valueFor[A-Z]\w*|secretsManager|ssmSecure)$/.test(method);
}

/** What a local name stands for: a module, or one of its exports. */
export type Binding = { readonly module: string; readonly name: string | null };

/**
 * The class and method that a chain of names ends at: `s3.Bucket.fromBucketName` where `s3` is a module.
 * @param chain the names, the bound one aside
 */
export function resolveChain(
  binding: Binding,
  chain: readonly string[],
): Pick<SourceCall, "module" | "className" | "method"> | undefined {
  let { module } = binding;
  const names = binding.name === null ? [...chain] : [binding.name, ...chain];
  // CDK's core has the other modules as members: `aws_s3`.
  const [first] = names;
  if (module === "" && first !== undefined && /^(?:aws|alexa|cx|cloud)_/.test(first)) {
    module = first.replaceAll("_", "-");
    names.shift();
  }
  const [className, method, ...others] = names;
  return className !== undefined && method !== undefined && others.length === 0
    ? { module, className, method }
    : undefined;
}

/** Texts put together; `otherwise` as soon as a part is none. */
export function concatenated(parts: readonly Constant[], otherwise: Constant): Constant {
  let value = "";
  for (const part of parts) {
    if (part.kind !== "text") {
      const isOwn = otherwise.kind === "unknown" && part.kind === "unknown" && part.own;
      return isOwn ? { ...otherwise, own: true } : otherwise;
    }
    value += part.value;
  }
  return { kind: "text", value, at: otherwise.at };
}

/** What looks like CDK's own and stands for something that another stack, or nobody here, makes. */
const FOREIGN = /\b(?:importValue|import_value|formatArn|format_arn|Arn\.format)\b/;

/**
 * An expression that the file alone does not work out.
 * @param own names of what the app makes itself, and of CDK's modules: `table`, `this.table`, `dynamodb`
 */
export function unknown(text: string, at: At, own: ReadonlySet<string>): Constant {
  const root = /^(?:(?:this|self)\.)?[\w$]+/.exec(text)?.[0] ?? "";
  const isOwn = own.has(root) && !FOREIGN.test(text);
  return { kind: "unknown", text: excerpt(text), at, ...(isOwn && { own: true }) };
}

/** What a stack says of where it is, as CloudFormation's pseudo parameters. */
export const PSEUDO: ReadonlyMap<string, string> = new Map([
  ["account", "${AWS::AccountId}"],
  ["region", "${AWS::Region}"],
  ["partition", "${AWS::Partition}"],
  ["ACCOUNT_ID", "${AWS::AccountId}"],
  ["REGION", "${AWS::Region}"],
  ["PARTITION", "${AWS::Partition}"],
]);

const MAX_TEXT = 120;

/** A piece of source to be quoted in a message. */
function excerpt(text: string): string {
  const line = text.replaceAll("`", "'").replace(/\s+/g, " ").trim();
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}…` : line;
}
