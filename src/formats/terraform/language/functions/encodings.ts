import {
  base64Decode,
  base64Encode,
  base64Gzip,
  csvDecode,
  digest,
  jsonDecode,
  jsonEncode,
  rsaDecrypt,
  textDecodeBase64,
  textEncodeBase64,
  uuidV5,
  yamlDecode,
  yamlEncode,
} from "../pure/index.ts";
import type { Failure, PlainValue } from "../pure/index.ts";
import { firstUnknown, listOf, object, text, typeOf, unknown } from "../term.ts";
import { DYNAMIC, STRING } from "../types.ts";
import { argumentAt, reasonOf } from "./arguments.ts";
import type { FunctionSpec, FunctionTable } from "./function.ts";
import { plainOf, resultOf, termOf, textAt, textFunction, textOf, textParameter } from "./rules.ts";

/** Functions that encode and decode, and digests. */
export const encodings: FunctionTable = {
  base64decode: textFunction(["str"], (value) => base64Decode(value)),
  base64encode: textFunction(["str"], base64Encode),
  base64gzip: textFunction(["str"], () => base64Gzip()),
  base64sha256: textFunction(["str"], (value) => digest("sha256", value, "base64")),
  base64sha512: textFunction(["str"], (value) => digest("sha512", value, "base64")),
  csvdecode: {
    kind: "function",
    parameters: [textParameter("str")],
    returns: DYNAMIC,
    call: (args) =>
      resultOf(csvDecode(textAt(args, 0)), DYNAMIC, (rows) => {
        const items = rows.map((row) => object(new Map([...row].map(([name, cell]) => [name, text(cell)]))));
        const [first] = items;
        return listOf(first ? typeOf(first) : DYNAMIC, items);
      }),
  },
  jsondecode: decoding("str", jsonDecode),
  jsonencode: encoding("val", jsonEncode),
  md5: textFunction(["str"], (value) => digest("md5", value, "hex")),
  rsadecrypt: textFunction(["ciphertext", "privatekey"], rsaDecrypt),
  sha1: textFunction(["str"], (value) => digest("sha1", value, "hex")),
  sha256: textFunction(["str"], (value) => digest("sha256", value, "hex")),
  sha512: textFunction(["str"], (value) => digest("sha512", value, "hex")),
  textdecodebase64: textFunction(["source", "encoding"], textDecodeBase64),
  textencodebase64: textFunction(["string", "encoding"], textEncodeBase64),
  uuidv5: textFunction(["namespace", "name"], uuidV5),
  yamldecode: decoding("src", yamlDecode),
  yamlencode: encoding("value", yamlEncode),
};

function decoding(name: string, rule: (source: string) => PlainValue | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [textParameter(name)],
    returns: DYNAMIC,
    nullable: true,
    call: (args) => resultOf(rule(textAt(args, 0)), DYNAMIC, termOf),
  };
}

/** A part that is not known leaves the whole text unknown. */
function encoding(name: string, rule: (value: PlainValue) => string | Failure): FunctionSpec {
  return {
    kind: "function",
    parameters: [{ name, type: DYNAMIC, allowNull: true, allowUnknown: true, allowDynamic: true }],
    returns: STRING,
    call: (args) => {
      const value = argumentAt(args, 0);
      if (firstUnknown(value)) return unknown(STRING, reasonOf(value));
      return resultOf(rule(plainOf(value)), STRING, textOf);
    },
  };
}
