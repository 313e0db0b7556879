/** A version as go-version reads it: numbers of any count, a prerelease; build metadata does not count. */
type Version = { readonly text: string; readonly numbers: readonly number[]; readonly prerelease: string };

type Operator = "=" | "!=" | ">" | ">=" | "<" | "<=" | "~>";
type Constraint = {
  readonly operator: Operator;
  readonly version: Version;
  /** How many numbers are written: `~> 1.2` fixes the first, `~> 1.2.3` the first two. */
  readonly written: number;
};

const VERSION = /^v?(\d+(?:\.\d+)*)(?:-?([0-9A-Za-z~-]+(?:\.[0-9A-Za-z~-]+)*))?(?:\+[0-9A-Za-z~.-]+)?$/;
const CONSTRAINT = /^\s*(=|!=|>=|<=|>|<|~>)?\s*(\S+)\s*$/;

/**
 * The newest version that a constraint allows, as `terraform init` chooses it
 * (https://developer.hashicorp.com/terraform/language/expressions/version-constraints): a prerelease only where the
 * constraint names exactly it.
 * @param constraint as written, null for none
 * @returns undefined when none matches, or when the constraint cannot be read
 */
export function newestMatching(versions: readonly string[], constraint: string | null): string | undefined {
  const isAllowed = allowedBy(constraint);
  return newest(versions.flatMap((text) => parseVersion(text) ?? []).filter(isAllowed))?.text;
}

/** Whether a constraint allows any of the versions: as `newestMatching`, which looks at all of them. */
export function isAnyMatching(versions: readonly string[], constraint: string | null): boolean {
  const isAllowed = allowedBy(constraint);
  return versions.some((text) => {
    const version = parseVersion(text);
    return version !== undefined && isAllowed(version);
  });
}

/** Says of a version whether a constraint allows it; of none where it cannot be read. */
function allowedBy(constraint: string | null): (version: Version) => boolean {
  const constraints = constraintsOf(constraint);
  if (!constraints) return () => false;
  const named = constraints.filter(({ operator, version }) => operator === "=" && version.prerelease !== "");
  return (version) =>
    (version.prerelease === "" || named.some((each) => compare(each.version, version) === 0)) &&
    constraints.every((each) => allows(each, version));
}

/** Whether a constraint can be read. */
export function isConstraint(text: string | null): boolean {
  return constraintsOf(text) !== undefined;
}

function constraintsOf(text: string | null): readonly Constraint[] | undefined {
  if (text === null || text.trim() === "") return [];
  const constraints = text.split(",").map(parseConstraint);
  return constraints.every((each) => each !== undefined) ? constraints : undefined;
}

/** The newest released version there is, to be named where none matches. */
export function newestReleased(versions: readonly string[]): string | undefined {
  return newest(versions.flatMap((text) => parseVersion(text) ?? []).filter(({ prerelease }) => prerelease === ""))
    ?.text;
}

function newest(versions: readonly Version[]): Version | undefined {
  return versions.reduce<Version | undefined>(
    (best, version) => (best && compare(best, version) >= 0 ? best : version),
    undefined,
  );
}

function parseVersion(text: string): Version | undefined {
  const [, numbers, prerelease = ""] = VERSION.exec(text) ?? [];
  if (numbers === undefined || text.length > 100) return undefined;
  const written = numbers.split(".").map(Number);
  // Missing numbers are zero: 1.2 is 1.2.0.
  while (written.length < 3) written.push(0);
  return { text, numbers: written, prerelease };
}

function parseConstraint(text: string): Constraint | undefined {
  const [, operator = "=", written = ""] = CONSTRAINT.exec(text) ?? [];
  const version = parseVersion(written);
  if (!version) return undefined;
  const count = /^v?([\d.]+)/.exec(written)?.[1]?.split(".").length ?? 0;
  return { operator: operator as Operator, version, written: count };
}

function allows({ operator, version, written }: Constraint, candidate: Version): boolean {
  const order = compare(candidate, version);
  if (operator === "=") return order === 0;
  if (operator === "!=") return order !== 0;
  if (!agreeOnPrerelease(candidate, version)) return false;
  if (operator === ">") return order > 0;
  if (operator === ">=") return order >= 0;
  if (operator === "<") return order < 0;
  if (operator === "<=") return order <= 0;
  // A prerelease after `~>` allows its own prereleases and nothing else.
  if (order < 0 || (version.prerelease !== "" && candidate.prerelease === "")) return false;
  if (candidate.numbers.length < version.numbers.length) return false;
  return version.numbers.slice(0, written - 1).every((number, index) => candidate.numbers[index] === number);
}

/** A prerelease is only ever compared with prereleases of the same version. */
function agreeOnPrerelease(candidate: Version, version: Version): boolean {
  if (candidate.prerelease === "") return true;
  return version.prerelease !== "" && compareNumbers(candidate, version) === 0;
}

function compare(left: Version, right: Version): number {
  return compareNumbers(left, right) || comparePrereleases(left.prerelease, right.prerelease);
}

function compareNumbers({ numbers: left }: Version, { numbers: right }: Version): number {
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A release is newer than its prereleases; those are ordered part by part, numbers before words. */
function comparePrereleases(left: string, right: string): number {
  if (left === right) return 0;
  if (left === "" || right === "") return left === "" ? 1 : -1;
  const [lefts, rights] = [left.split("."), right.split(".")];
  for (let index = 0; index < Math.max(lefts.length, rights.length); index++) {
    const difference = compareParts(lefts[index], rights[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function compareParts(left: string | undefined, right: string | undefined): number {
  if (left === right) return 0;
  if (left === undefined || right === undefined) return left === undefined ? -1 : 1;
  const [leftIsNumber, rightIsNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftIsNumber && rightIsNumber) return Number(left) - Number(right);
  if (leftIsNumber !== rightIsNumber) return leftIsNumber ? -1 : 1;
  return left < right ? -1 : 1;
}
