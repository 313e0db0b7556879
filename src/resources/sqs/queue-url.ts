import type { Identity } from "../../model/declared.ts";

/** A queue by its URL, which is its identifier and ends in its name. */
export function queueByUrl(url: string): Identity {
  return { kind: "identifier", identifier: url, name: url.split("/").at(-1) ?? url };
}
