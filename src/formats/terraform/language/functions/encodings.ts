import { boundItems } from "../limits.ts";
import { outcomeOf } from "../outcome.ts";
import { base64Decode, base64Encode } from "../pure/base64.ts";
import { textDecodeBase64, textEncodeBase64 } from "../pure/charsets.ts";
import { csvDecode } from "../pure/csv.ts";
import { base64Gzip } from "../pure/digests.ts";
import { urlEncode } from "../pure/url.ts";
import { listOf, object, text } from "../term.ts";
import type { Term } from "../term.ts";
import { DYNAMIC, STRING } from "../types.ts";
import type { Type } from "../types.ts";
import type { FunctionTable } from "./function.ts";
import { textAt, textFunction, textParameter } from "./rules.ts";

/** Functions that write texts in other ways and read them again. */
export const encodings: FunctionTable = {
  base64decode: textFunction(["str"], (value) => base64Decode(value)),
  base64encode: textFunction(["str"], base64Encode),
  base64gzip: textFunction(["str"], base64Gzip),
  csvdecode: {
    kind: "function",
    parameters: [textParameter("str")],
    returns: DYNAMIC,
    call: (args) => csvTable(textAt(args, 0)),
  },
  textdecodebase64: textFunction(["source", "encoding"], textDecodeBase64),
  textencodebase64: textFunction(["string", "encoding"], textEncodeBase64),
  urlencode: textFunction(["str"], urlEncode),
};

/** A list of objects, whose attributes are the columns also where there are no rows. */
function csvTable(source: string): Term {
  return outcomeOf(csvDecode(source), DYNAMIC, ({ columns, rows }) => {
    boundItems(rows.length * (columns.length + 1));
    const row: Type = { kind: "object", attributes: new Map(columns.map((name) => [name, STRING])) };
    return listOf(
      row,
      rows.map((cells) => object(new Map([...cells].map(([name, cell]) => [name, text(cell)])))),
    );
  });
}
