import { parse } from "@cdktf/hcl2json";

import type { Json } from "../../../model/json.ts";
import { ParseError } from "../../parsing/parse-error.ts";

/** A name of our own for the text: a foreign path could not be told from the words of a message. */
const FILE = "plumbline.tf";

/** `[plumbline.tf:1,5-2,1: Invalid expression; Expected the start … plumbline.tf:3,1-2: Another; …]` */
const DIAGNOSTIC = /plumbline\.tf:(\d+),\d+(?:-[\d,]+)?: (.*?)(?= plumbline\.tf:\d+,|\]$)/s;

/** hcl2json's reading of a text: valid or not, as Terraform itself has it. Throws a `ParseError` with the first reason. */
export async function convertHcl(text: string): Promise<{ readonly [name: string]: Json }> {
  try {
    return await parse(FILE, text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const diagnostic = DIAGNOSTIC.exec(message);
    if (!diagnostic) throw error;
    const [, line = "1", reason = ""] = diagnostic;
    throw new ParseError(Number(line), reason.replace("; ", ": ").trim(), { cause: error });
  }
}
