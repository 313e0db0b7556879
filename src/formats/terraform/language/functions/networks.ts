import { outcomeOf } from "../outcome.ts";
import { cidrHost, cidrNetmask, cidrSubnet, cidrSubnets } from "../pure/ip.ts";
import { listOf, text } from "../term.ts";
import { listType, STRING } from "../types.ts";
import { argumentAt, int64, wholeNumber } from "./arguments.ts";
import type { FunctionTable, Parameter } from "./function.ts";
import { numberParameter, textAt, textFunction, textOutcome, textParameter } from "./rules.ts";

const PREFIX: Parameter = textParameter("prefix");
const NEW_BITS: Parameter = numberParameter("newbits");

/** Functions of IP networks. */
export const networks: FunctionTable = {
  cidrhost: {
    kind: "function",
    parameters: [PREFIX, numberParameter("hostnum")],
    returns: STRING,
    call: (args) => textOutcome(cidrHost(textAt(args, 0), wholeNumber(argumentAt(args, 1), "hostnum"))),
  },
  cidrnetmask: textFunction(["prefix"], cidrNetmask),
  cidrsubnet: {
    kind: "function",
    parameters: [PREFIX, NEW_BITS, numberParameter("netnum")],
    returns: STRING,
    call: (args) => {
      const newBits = int64(argumentAt(args, 1), "newbits");
      const network = wholeNumber(argumentAt(args, 2), "netnum");
      return textOutcome(cidrSubnet(textAt(args, 0), newBits, network));
    },
  },
  cidrsubnets: {
    kind: "function",
    parameters: [PREFIX],
    rest: NEW_BITS,
    returns: listType(STRING),
    call: (args) => {
      const newBits = args.slice(1).map((argument) => int64(argument, "newbits"));
      const subnets = cidrSubnets(textAt(args, 0), newBits);
      const listed = (texts: readonly string[]) =>
        listOf(
          STRING,
          texts.map((subnet) => text(subnet)),
        );
      return outcomeOf(subnets, listType(STRING), listed, [PREFIX, NEW_BITS]);
    },
  },
};
