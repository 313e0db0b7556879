import type { Value } from "../../../../model/value.ts";
import { toNumber } from "../convert.ts";
import { stringArgument } from "./support.ts";

/** `%[flags][width][.precision]verb`, of which the verbs that real code uses are worked out. */
const VERB = /%(?:%|([-+ 0#]*)(\d+)?(\.\d+)?([a-zA-Z]))/g;

/** Terraform's `format`; undefined for what is not exact here (`%v` of a collection, `%g`, explicit indexes) or not valid. */
export function formatText(pattern: string, args: readonly Value[]): string | undefined {
  let used = 0;
  let valid = !pattern.replace(VERB, "").includes("%");
  const result = pattern.replace(
    VERB,
    (whole: string, flags: string | undefined, width: string | undefined, precision, verb) => {
      if (whole === "%%") return "%";
      const formatted = precision === undefined ? formatArgument(verb, flags ?? "", args[used]) : undefined;
      used++;
      if (formatted === undefined) valid = false;
      return pad(formatted ?? "", flags ?? "", Number(width ?? 0));
    },
  );
  return valid && used === args.length ? result : undefined;
}

function formatArgument(verb: string, flags: string, value: Value | undefined): string | undefined {
  if (!value || (flags !== "" && !/^[-0]$/.test(flags))) return undefined;
  if (verb === "s" || verb === "v") return stringArgument(value);
  if (verb !== "d") return undefined;
  const number = toNumber(value);
  if (number.kind !== "known" || !Number.isInteger(number.value)) return undefined;
  return String(number.value);
}

function pad(text: string, flags: string, width: number): string {
  if (flags === "-") return text.padEnd(width);
  if (flags !== "0") return text.padStart(width);
  const sign = text.startsWith("-") ? "-" : "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
