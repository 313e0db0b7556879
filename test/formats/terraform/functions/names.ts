import {
  nullOf,
  number,
  object,
  openObject,
  text,
  tuple,
  unknown,
} from "../../../../src/formats/terraform/language/term.ts";
import { integer } from "../../../../src/formats/terraform/language/pure/number.ts";
import { BOOL, DYNAMIC, listType, NUMBER, STRING } from "../../../../src/formats/terraform/language/types.ts";
import { attributes } from "./evaluating.ts";

const OF_RESOURCE = { derivedFrom: "aws_x.y" };

/** Names for expressions in tests: what is not known, what is secret, and what a resource gives. */
export const NAMES = {
  later: unknown(DYNAMIC, "it is still to come"),
  word: unknown(STRING, "it is still to come"),
  amount: unknown(NUMBER, "it is still to come"),
  flag: unknown(BOOL, "it is still to come"),
  words: unknown(listType(STRING), "it is still to come"),
  secret: text("hunter2", { sensitive: true }),
  token: text("t0ken", { ephemeral: true }),
  absent: nullOf(STRING),
  ofResource: attributes({
    name: text("orders", OF_RESOURCE),
    digits: text("30", OF_RESOURCE),
    count: number(integer(30), OF_RESOURCE),
    large: number(integer(1_000_000), OF_RESOURCE),
    listed: tuple([text("a"), text("b")], OF_RESOURCE),
    single: tuple([text("a")], OF_RESOURCE),
    block: object(new Map([["a", text("b")]]), OF_RESOURCE),
  }),
  resource: openObject(new Map([["name", text("orders")]]), () => unknown(DYNAMIC, "it is still to come"), OF_RESOURCE),
};
