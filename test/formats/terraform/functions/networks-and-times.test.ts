import { expect, test } from "vitest";

import { EvaluationError } from "../../../../src/formats/terraform/language/evaluation-error.ts";
import { result } from "./evaluating.ts";
import { NAMES } from "./names.ts";

test.each([
  ["cidrhost('10.0.0.0/8', 256)", '"10.0.1.0"'],
  ["cidrhost('10.0.0.0/30', -1)", '"10.0.0.3"'],
  ["cidrhost('fd00::/64', 18446744073709551615)", '"fd00::ffff:ffff:ffff:ffff"'],
  ["cidrhost('10.0.0.0/30', 4)", EvaluationError],
  ["cidrhost('10.0.0.0', 1)", EvaluationError],
  ["cidrhost('10.0.0.0/8', 1.5)", EvaluationError],
  ["cidrhost(word, 1)", "?string"],
  ["cidrhost('10.0.0.0/8', amount)", "?string"],
  ["cidrhost(sensitive('10.0.0.0/8'), 1)", '"10.0.0.1"~sensitive'],
  ["cidrnetmask('10.0.0.0/12')", '"255.240.0.0"'],
  ["cidrnetmask('fd00::/64')", EvaluationError],
  ["cidrsubnet('10.0.0.0/16', 8, 2)", '"10.0.2.0/24"'],
  ["cidrsubnet('10.0.0.0/16', 8, 256)", EvaluationError],
  ["cidrsubnet('10.0.0.0/16', 0.5, 2)", EvaluationError],
  ["cidrsubnet('10.0.0.0/16', null, 2)", EvaluationError],
  ["cidrsubnet('10.0.0.0/16', 8, later)", "?string"],
  ["cidrsubnets('10.0.0.0/16', 8, 4)", 'list["10.0.0.0/24", "10.0.16.0/20"]'],
  ["cidrsubnets('10.0.0.0/16')", "list[]"],
  ["cidrsubnets('10.0.0.0/16', 0)", EvaluationError],
  ["cidrsubnets('10.0.0.0/30', 1, 1, 1)", EvaluationError],
  ["cidrsubnets('10.0.0.0/16', amount)", "?list(string)"],
  ["cidrsubnets('10.0.0.0/16', [8, 8]...)", 'list["10.0.0.0/24", "10.0.1.0/24"]'],
  ["formatdate('YYYY-MM-DD\\'\\'hh:mm', '2020-02-03T04:05:06Z')".replaceAll("\\'\\'", " "), '"2020-02-03 04:05"'],
  ["formatdate('YYYYY', '2020-02-03T04:05:06Z')", EvaluationError],
  ["formatdate('YYYY', '2020-02-30T04:05:06Z')", EvaluationError],
  ["formatdate('YYYY', timestamp())", "?string"],
  ["timeadd('2020-02-28T23:00:00Z', '1h30m')", '"2020-02-29T00:30:00Z"'],
  ["timeadd('2020-02-28T23:00:00Z', '1x')", EvaluationError],
  ["timeadd(plantimestamp(), '1h')", "?string"],
  ["timecmp('2020-01-01T00:00:00Z', '2020-01-01T01:00:00+01:00')", "0"],
  ["timecmp('2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z')", "-1"],
  ["timecmp('2020', '2021-01-01T00:00:00Z')", EvaluationError],
  ["timecmp(timestamp(), '2021-01-01T00:00:00Z')", "?number"],
])("%s", (expression, wanted) => {
  const quoted = expression.replaceAll("'", '"');
  if (typeof wanted === "string") expect(result(quoted, NAMES)).toBe(wanted);
  else expect(() => result(quoted, NAMES)).toThrow(wanted);
});
