import type { Data, Dict, Text } from "../data/data.ts";
import { SamError } from "../error.ts";
import {
  asPlainText,
  entriesOf,
  get,
  hashedDict,
  isDict,
  isTruthy,
  keysOf,
  set,
  textLike,
  textOf,
} from "../data/data.ts";
import { isIntrinsic } from "../data/intrinsics.ts";

const PARTS = new Set(["ResponseParameters", "ResponseTemplates", "StatusCode"]);
const PARAMETERS = [
  ["Headers", "gatewayresponse.header."],
  ["Paths", "gatewayresponse.path."],
  ["QueryStrings", "gatewayresponse.querystring."],
] as const;

/** What `GatewayResponses` adds to an API's definition. */
export function gatewayResponses(wish: Data): readonly (readonly [name: Text, response: Dict])[] {
  return entriesOf(wish).map(([name, response]) => {
    if (!isDict(response) || isIntrinsic(response)) {
      throw new SamError(`the gateway response \`${textOf(name) ?? ""}\` must be a map`);
    }
    const other = keysOf(response).find((key) => !PARTS.has(textOf(key) ?? ""));
    if (other !== undefined) throw new SamError(`a gateway response has no \`${textOf(other) ?? ""}\``);
    return [name, responseOf(response)] as const;
  });
}

function responseOf(response: Dict): Dict {
  const made = hashedDict();
  const parameters = hashedDict();
  for (const [name, prefix] of PARAMETERS) {
    const values = get(get(response, "ResponseParameters"), name);
    for (const [key, value] of entriesOf(values))
      set(parameters, textLike(key, `${prefix}${textOf(key) ?? ""}`), value);
  }
  set(made, "responseParameters", parameters);
  const templates = get(response, "ResponseTemplates");
  set(made, "responseTemplates", isTruthy(templates) ? templates : hashedDict());
  const status = get(response, "StatusCode");
  if (isTruthy(status)) set(made, "statusCode", asPlainText(status));
  return made;
}
