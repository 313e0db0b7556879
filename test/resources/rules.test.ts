import { describe, expect, it } from "vitest";
import type { Json } from "../../src/model/json.ts";
import { sameJson } from "../../src/resources/comparison/same-json.ts";
import { sameKeySchema } from "../../src/resources/comparison/same-key-schema.ts";
import { samePolicy } from "../../src/resources/comparison/same-policy.ts";
import {
  functionNameOf,
  sameFunctionName,
  sameKmsKey,
  sameKmsKeyUnlessManaged,
  sameNameOrArn,
  sameTaskDefinition,
} from "../../src/resources/comparison/same-reference.ts";
import type { Same } from "../../src/resources/comparison/rules.ts";
import { sameBoolean, sameNumber, sameStructure, sameText } from "../../src/resources/comparison/same-value.ts";
import { declared } from "./declare.ts";
import { arn, place } from "./samples/sample.ts";

type Case = readonly [left: Json, right: Json, expected: ReturnType<Same>];

const unknown = { unresolved: "why" };
const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
const allow = (rest: { readonly [element: string]: Json }): Json => ({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", ...rest },
});

const tables: readonly (readonly [name: string, same: Same, cases: readonly Case[]])[] = [
  [
    "text",
    sameText,
    [
      ["a", "a", "same"],
      ["a", "A", "different"],
      ["1", 1, "same"],
      ["true", true, "same"],
      [unknown, "a", "unresolved"],
      [["a", "b"], ["a", "b"], "same"],
      [["a", "b"], ["b", "a"], "different"],
      ["a", ["a"], "different"],
      [{ a: 1 }, "a", "different"],
    ],
  ],
  [
    "number",
    sameNumber,
    [
      [300, "300", "same"],
      ["300.0", 300, "same"],
      [1e3, "1000", "same"],
      [300, 301, "different"],
      ["", 0, "different"],
      ["x", "x", "same"],
      [unknown, 1, "unresolved"],
      ["0x10", 16, "same"],
      [[1], 1, "different"],
    ],
  ],
  [
    "boolean",
    sameBoolean,
    [
      [true, "true", "same"],
      ["True", true, "same"],
      ["FALSE", false, "same"],
      [true, false, "different"],
      [unknown, true, "unresolved"],
      [true, [true], "different"],
    ],
  ],
  [
    "structure",
    sameStructure,
    [
      [{ a: 1 }, { a: "1", filledIn: true }, "same"],
      [{ a: 1, b: 2 }, { a: 1 }, "different"],
      [{ a: null }, {}, "same"],
      [[{ a: 1 }], [{ a: 1, b: 2 }], "same"],
      [[1], [1, 2], "different"],
      [{ a: unknown }, { a: 1 }, "unresolved"],
      [{ a: unknown }, {}, "unresolved"],
      [{ a: unknown, b: 1 }, { a: 1, b: 2 }, "different"],
    ],
  ],
  [
    "JSON document",
    sameJson,
    [
      ['{"a": 1,\n "b": [1]}', { b: [1], a: 1 }, "same"],
      ['{"a":"5"}', { a: 5 }, "same"],
      [{ a: 1 }, { a: 1, b: 2 }, "different"],
      [{ a: [1, 2] }, { a: [2, 1] }, "different"],
      ["no json", "no json", "same"],
      ["{broken", "{broken", "same"],
      ["{broken", {}, "different"],
      [unknown, {}, "unresolved"],
    ],
  ],
  [
    "key schema",
    sameKeySchema,
    [
      [
        [
          { AttributeName: "a", KeyType: "RANGE" },
          { AttributeName: "b", KeyType: "HASH" },
        ],
        [
          { AttributeName: "b", KeyType: "HASH" },
          { AttributeName: "a", KeyType: "RANGE" },
        ],
        "same",
      ],
      [[{ AttributeName: "a", KeyType: "HASH" }], [{ AttributeName: "b", KeyType: "HASH" }], "different"],
      [
        [
          { AttributeName: "a", KeyType: "HASH" },
          { AttributeName: "b", KeyType: "HASH" },
        ],
        [
          { AttributeName: "b", KeyType: "HASH" },
          { AttributeName: "a", KeyType: "HASH" },
        ],
        "different",
      ],
      [[{ AttributeName: unknown, KeyType: "HASH" }], [{ AttributeName: "b", KeyType: "HASH" }], "unresolved"],
      ["odd", [], "different"],
    ],
  ],
  [
    "KMS key",
    sameKmsKey,
    [
      [keyId, arn(`kms:@:key/${keyId}`), "same"],
      ["alias/a", arn("kms:@:alias/a"), "same"],
      ["alias/a", "alias/b", "different"],
      [keyId, arn(`kms:eu-west-1:999988887777:key/${keyId}`), "different"],
      [arn(`kms:us-east-1:111122223333:key/${keyId}`), keyId, "different"],
      ["alias/a", keyId, "unobservable"],
      [arn(`kms:@:key/${keyId}`), "alias/aws/sqs", "unobservable"],
      ["", "", "same"],
      ["", keyId, "different"],
      [unknown, keyId, "unresolved"],
    ],
  ],
  [
    "KMS key, or the service's own",
    sameKmsKeyUnlessManaged("alias/aws/secretsmanager"),
    [
      ["alias/aws/secretsmanager", "", "same"],
      [arn("kms:@:alias/aws/secretsmanager"), "", "same"],
      [keyId, "", "different"],
      ["alias/mine", keyId, "unobservable"],
    ],
  ],
  [
    "name or ARN",
    sameNameOrArn,
    [
      ["shop", arn("ecs:@:cluster/shop"), "same"],
      ["shop", "store", "different"],
      [arn("ecs:@:cluster/shop"), arn("ecs:us-east-1:111122223333:cluster/shop"), "different"],
      ["app", arn("iam::111122223333:role/path/app"), "same"],
      [unknown, "shop", "unresolved"],
    ],
  ],
  [
    "task definition",
    sameTaskDefinition,
    [
      ["web:7", arn("ecs:@:task-definition/web:7"), "same"],
      ["web", arn("ecs:@:task-definition/web:7"), "same"],
      [arn("ecs:@:task-definition/web"), "web:3", "same"],
      ["web:6", arn("ecs:@:task-definition/web:7"), "different"],
      ["api", arn("ecs:@:task-definition/web:7"), "different"],
      [arn("ecs:@:task-definition/web:7"), arn("ecs:us-east-1:111122223333:task-definition/web:7"), "different"],
      [unknown, "web", "unresolved"],
    ],
  ],
  [
    "function name",
    sameFunctionName,
    [
      ["f", arn("lambda:@:function:f"), "same"],
      [arn("lambda:@:function:f:live"), "f", "same"],
      ["f", "g", "different"],
      [unknown, "f", "unresolved"],
    ],
  ],
  [
    "IAM policy",
    samePolicy,
    [
      [allow({ Action: "s3:GetObject" }), allow({ Action: ["s3:getobject"] }), "same"],
      [allow({ Action: ["a:b", "c:d"] }), allow({ Action: ["c:d", "a:b"] }), "same"],
      [allow({ Action: "a:b" }), allow({ Action: ["a:b", "c:d"] }), "different"],
      [allow({ Resource: "arn:x" }), allow({ Resource: "ARN:X" }), "different"],
      [
        allow({ Principal: { AWS: "111122223333" } }),
        allow({ Principal: { AWS: ["arn:aws:iam::111122223333:root"] } }),
        "same",
      ],
      [allow({ Principal: { AWS: "111122223333" } }), allow({ Principal: { AWS: "111122224444" } }), "different"],
      [allow({ Principal: "*" }), allow({ Principal: { AWS: "*" } }), "same"],
      [allow({ Principal: { Service: "a" } }), allow({}), "different"],
      [allow({ Condition: { Bool: { "aws:X": "true" } } }), allow({ Condition: { Bool: { "AWS:x": true } } }), "same"],
      [allow({ Condition: { Bool: { "aws:X": "true" } } }), allow({}), "different"],
      [allow({ Sid: "" }), allow({}), "same"],
      [allow({ Sid: "A" }), allow({}), "different"],
      [{ Statement: [] }, { Version: "2008-10-17", Statement: [] }, "same"],
      [{ Statement: [] }, { Version: "2012-10-17", Statement: [] }, "different"],
      [
        { Statement: [{ Effect: "Allow" }, { Effect: "Deny" }] },
        { Statement: [{ Effect: "Deny" }, { Effect: "Allow" }] },
        "same",
      ],
      [{ Statement: [{ Effect: "Allow" }] }, { Statement: [{ Effect: "Allow" }, { Effect: "Deny" }] }, "different"],
      [JSON.stringify(allow({ Action: "a:b" })), allow({ Action: "a:b" }), "same"],
      [allow({ Resource: unknown }), allow({ Resource: "arn:x" }), "unresolved"],
      [allow({ Resource: ["arn:y", unknown] }), allow({ Resource: ["arn:y"] }), "unresolved"],
      [allow({ Resource: ["arn:z", unknown] }), allow({ Resource: ["arn:y"] }), "different"],
      [allow({ Resource: unknown, Action: "a:b" }), allow({ Resource: "arn:x", Action: "a:c" }), "different"],
      [unknown, allow({}), "unresolved"],
      ["odd", allow({}), "different"],
    ],
  ],
];

describe.each(tables)("%s", (_, same, cases) => {
  it.each(cases)("%j and %j: %s", (left, right, expected) => {
    expect(same(declared(left), declared(right), place)).toBe(expected);
  });
});

it.each([
  ["f", "f"],
  ["f:live", "f"],
  ["function:f", "f"],
  ["111122223333:function:f:3", "f"],
  [arn("lambda:@:function:f:live"), "f"],
])("the function's name in %s is %s", (text, name) => {
  expect(functionNameOf(text)).toBe(name);
});
