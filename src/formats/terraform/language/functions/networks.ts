import { cidrHost, cidrNetmask, cidrSubnet, cidrSubnets } from "../pure/index.ts";
import { listOf } from "../term.ts";
import { listType, STRING } from "../types.ts";
import { argumentAt, wholeNumber } from "./arguments.ts";
import type { FunctionTable } from "./function.ts";
import { numberParameter, resultOf, textAt, textFunction, textOf, textParameter } from "./rules.ts";

/** Functions of IP networks. */
export const networks: FunctionTable = {
  cidrhost: {
    kind: "function",
    parameters: [textParameter("prefix"), numberParameter("hostnum")],
    returns: STRING,
    call: (args) => resultOf(cidrHost(textAt(args, 0), wholeNumber(argumentAt(args, 1), "hostnum")), STRING, textOf),
  },
  cidrnetmask: textFunction(["prefix"], cidrNetmask),
  cidrsubnet: {
    kind: "function",
    parameters: [textParameter("prefix"), numberParameter("newbits"), numberParameter("netnum")],
    returns: STRING,
    call: (args) => {
      const newBits = wholeNumber(argumentAt(args, 1), "newbits");
      const network = wholeNumber(argumentAt(args, 2), "netnum");
      return resultOf(cidrSubnet(textAt(args, 0), newBits, network), STRING, textOf);
    },
  },
  cidrsubnets: {
    kind: "function",
    parameters: [textParameter("prefix")],
    rest: numberParameter("newbits"),
    returns: listType(STRING),
    call: (args) => {
      const newBits = args.slice(1).map((argument) => wholeNumber(argument, "newbits"));
      return resultOf(cidrSubnets(textAt(args, 0), newBits), listType(STRING), (subnets) =>
        listOf(STRING, subnets.map(textOf)),
      );
    },
  },
};
