/**
 * Every intrinsic function that CloudFormation has, without `Fn::`
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html).
 */
export const INTRINSIC_NAMES: ReadonlySet<string> = new Set([
  "And",
  "Base64",
  "Cidr",
  "Condition",
  "Contains",
  "EachMemberEquals",
  "EachMemberIn",
  "Equals",
  "FindInMap",
  "GetAZs",
  "GetAtt",
  "GetStackOutput",
  "If",
  "ImportValue",
  "Join",
  "Length",
  "Not",
  "Or",
  "Ref",
  "RefAll",
  "Select",
  "Split",
  "Sub",
  "ToJsonString",
  "Transform",
  "ValueOf",
  "ValueOfAll",
]);

/** Begins the keys that are functions, and those that put further entries into the map they stand in. */
const FUNCTION_KEY = "Fn::";
/** A loop has a name of its own: `Fn::ForEach::Loop`. */
const LOOP_KEY = "Fn::ForEach::";

/** The function that a map's only key calls (`Ref`, `Fn::Sub`); undefined for an ordinary key, and for a loop. */
export function calledBy(key: string): string | undefined {
  if (key === "Ref") return key;
  return key.startsWith(FUNCTION_KEY) && !key.startsWith(LOOP_KEY) ? key.slice(FUNCTION_KEY.length) : undefined;
}

/** Whether a key stands for entries that only a deployment puts there: a loop, or an include beside other keys. */
export function isGenerator(key: string): boolean {
  return key.startsWith(FUNCTION_KEY);
}

/** How people write a function's name. */
export function displayName(name: string): string {
  return name === "Ref" || name === "Condition" ? name : `Fn::${name}`;
}
