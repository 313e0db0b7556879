import type { Data, Dict, Text } from "../data/data.ts";
import type { Swagger } from "./swagger.ts";
import { POLICY } from "./swagger.ts";
import { SamError } from "../error.ts";
import {
  asItems,
  dict,
  get,
  hashedDict,
  isDict,
  isSame,
  isText,
  isTruthy,
  keysOf,
  set,
  setDefault,
  textLike,
  textOf,
} from "../data/data.ts";
import { pathItems, pathPattern } from "./api-editor.ts";
import { sub } from "../data/intrinsics.ts";

/** Adds what an API's or method's `ResourcePolicy` allows and denies on a path. */
export function addResourcePolicy(swagger: Swagger, wish: Data, path: Text, stage: Data): void {
  if (!isDict(wish)) throw new SamError("`ResourcePolicy` must be a map");
  const uris = () => methodUris(swagger, path, stage);
  addAccounts(swagger, get(wish, "AwsAccountWhitelist"), "Allow", uris);
  addAccounts(swagger, get(wish, "AwsAccountBlacklist"), "Deny", uris);
  addRanges(swagger, get(wish, "IpRangeWhitelist"), "NotIpAddress", uris);
  addRanges(swagger, get(wish, "IpRangeBlacklist"), "IpAddress", uris);
  addNetworks(swagger, wish, "Blacklist", "StringEquals", uris);
  addNetworks(swagger, wish, "Whitelist", "StringNotEquals", uris);
  set(swagger.doc, POLICY, swagger.policy);
}

/** Adds statements as they are written. */
export function addCustomStatements(swagger: Swagger, statements: Data): void {
  const { policy } = swagger;
  set(policy, "Version", "2012-10-17");
  const held = get(policy, "Statement");
  if (held === null) set(policy, "Statement", statements);
  else append(policy, asItems(statements), true);
  set(swagger.doc, POLICY, policy);
}

type Uris = () => Data[];

/** The paths of an ARN that a path's methods have. */
function methodUris({ paths }: Swagger, path: Text, stage: Data): Data[] {
  const pattern = pathPattern(path, true);
  const methods = pathItems(paths, path).flatMap((item) => keysOf(item));
  return methods.map((method) => {
    const name = textOf(method) ?? "";
    const isAny = name.toLowerCase() === "any" || name.toLowerCase() === "x-amazon-apigateway-any-method";
    const verb = isAny ? "*" : name.toUpperCase();
    const like = !isAny && typeof method !== "string" ? method : pattern;
    return sub(
      textLike(like, `execute-api:/\${__Stage__}/${verb}${textOf(pattern) ?? ""}`),
      dict({ __Stage__: stage }),
    );
  });
}

function addAccounts({ policy }: Swagger, accounts: Data, effect: string, uris: Uris): void {
  if (!isTruthy(accounts)) return;
  const statement = hashedDict({ Effect: effect, Action: "execute-api:Invoke" });
  set(statement, "Resource", uris());
  set(statement, "Principal", hashedDict({ AWS: [...asItems(accounts)] }));
  set(policy, "Version", "2012-10-17");
  if (get(policy, "Statement") === null) set(policy, "Statement", statement);
  else append(policy, [statement], false);
}

function addRanges(swagger: Swagger, ranges: Data, operator: string, uris: Uris): void {
  if (!isTruthy(ranges)) return;
  addDenial(swagger, dict({ [operator]: dict({ "aws:SourceIp": [...asItems(ranges)] }) }), uris());
}

function addNetworks(swagger: Swagger, wish: Dict, list: string, operator: string, uris: Uris): void {
  const named = get(wish, `SourceVpc${list}`);
  if (named !== null && !asItems(named).every(isText)) {
    throw new SamError(`\`SourceVpc${list}\` takes texts: use \`IntrinsicVpc${list}\` for functions`);
  }
  const condition = hashedDict();
  const add = (key: string, values: readonly Data[]): void => {
    if (values.length === 0) return;
    const held = setDefault(condition, key, []);
    if (Array.isArray(held)) held.push(...values);
  };
  const texts = named === null ? [] : asItems(named);
  add(
    "aws:SourceVpc",
    texts.filter((value) => (textOf(value) ?? "").startsWith("vpc-")),
  );
  add(
    "aws:SourceVpce",
    texts.filter((value) => (textOf(value) ?? "").startsWith("vpce-")),
  );
  const intrinsic = (name: string): readonly Data[] => {
    const values = get(wish, name);
    return values === null ? [] : asItems(values);
  };
  add("aws:SourceVpc", intrinsic(`IntrinsicVpc${list}`));
  add("aws:SourceVpce", intrinsic(`IntrinsicVpce${list}`));
  if (condition.slots.size > 0) addDenial(swagger, dict({ [operator]: condition }), uris());
}

/** Everyone may call, except under a condition. */
function addDenial({ policy }: Swagger, condition: Dict, resources: Data[]): void {
  set(policy, "Version", "2012-10-17");
  const statement = (effect: string): Dict => {
    const made = hashedDict({ Effect: effect, Action: "execute-api:Invoke" });
    set(made, "Resource", resources);
    set(made, "Principal", "*");
    return made;
  };
  const denial = statement("Deny");
  set(denial, "Condition", condition);
  const both = [statement("Allow"), denial];
  if (get(policy, "Statement") === null) set(policy, "Statement", both);
  else append(policy, both, true);
}

function append(policy: Dict, statements: readonly Data[], isUnique: boolean): void {
  const held = [...asItems(get(policy, "Statement"))];
  for (const statement of statements) {
    if (!isUnique || !held.some((other) => isSame(other, statement))) held.push(statement);
  }
  set(policy, "Statement", held);
}
