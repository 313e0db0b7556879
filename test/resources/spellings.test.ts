import { describe, expect, it } from "vitest";
import { cloudformation, typeOf } from "./comparing.ts";
import type { JsonObject } from "./samples/sample.ts";

const bucket = typeOf("AWS::S3::Bucket");
const service = typeOf("AWS::ECS::Service");

function comparing(type: typeof bucket, base: JsonObject, live: JsonObject) {
  const { differing, unchecked } = cloudformation(type, { base, live });
  return {
    differing: differing.map(({ path }) => path),
    unchecked: unchecked.map(({ path, decides }) => [path, decides]),
  };
}

const NOTHING = { differing: [], unchecked: [] };

const spread = (field: string) => ({ PlacementStrategies: [{ Type: "spread", Field: field }] });

describe("placement strategies", () => {
  it.each([
    ["host", "instanceId"],
    ["InstanceID", "host"],
    ["attribute:ecs.Availability-Zone", "attribute:ecs.availability-zone"],
  ])("%s is %s", (declared, live) => {
    expect(comparing(service, spread(declared), spread(live))).toEqual(NOTHING);
  });

  it("by another field is a difference", () => {
    expect(comparing(service, spread("host"), spread("memory")).differing).toEqual(["PlacementStrategies"]);
  });
});

const cors = (methods: readonly string[], origins: readonly string[]): JsonObject => {
  return { CorsConfiguration: { CorsRules: [{ AllowedMethods: methods, AllowedOrigins: origins, MaxAge: 5 }] } };
};

describe("CORS rules", () => {
  it("allow methods and origins in any order", () => {
    expect(comparing(bucket, cors(["GET", "PUT"], ["a", "b"]), cors(["PUT", "GET"], ["b", "a"]))).toEqual(NOTHING);
  });

  it.each([
    [["GET"], ["a"]],
    [["GET", "PUT", "POST"], ["a"]],
    [["GET", "PUT"], ["b"]],
  ])("differ with %j of %j", (methods, origins) => {
    expect(comparing(bucket, cors(["PUT", "GET"], ["a"]), cors(methods, origins)).differing).toEqual([
      "CorsConfiguration/CorsRules",
    ]);
  });
});

const rules = (rule: JsonObject): JsonObject => ({ LifecycleConfiguration: { Rules: [rule] } });

describe("lifecycle rules", () => {
  const transition = { StorageClass: "GLACIER", TransitionInDays: 30 };

  it.each([
    [{ NoncurrentVersionExpirationInDays: 7 }, { NoncurrentVersionExpiration: { NoncurrentDays: 7 } }],
    [{ Transition: transition }, { Transitions: [transition] }],
    [{ NoncurrentVersionTransition: transition }, { NoncurrentVersionTransitions: [transition] }],
  ])("%j without an id is %j", (declared, live) => {
    const base = rules({ Status: "Enabled", ...declared });
    expect(comparing(bucket, base, rules({ Id: "made", Status: "Enabled", ...live }))).toEqual(NOTHING);
  });

  it.each([{ Prefix: "logs/" }, { ExpiredObjectDeleteMarker: true }])("%j that the read left out", (declared) => {
    const base = rules({ Status: "Enabled", ...declared });
    expect(comparing(bucket, base, rules({ Id: "made", Status: "Enabled" }))).toEqual({
      differing: [],
      unchecked: [["LifecycleConfiguration/Rules", false]],
    });
  });

  it("with an id never differ by a deprecated spelling", () => {
    const base = rules({ Id: "a", Status: "Enabled", Transition: transition, NoncurrentVersionExpirationInDays: 7 });
    const live = rules({ Id: "a", Status: "Enabled", Transitions: [transition] });
    expect(comparing(bucket, base, live).differing).toEqual([]);
  });

  it.each([
    [{ Status: "Disabled", ExpirationInDays: 3 }],
    [{ Status: "Enabled", ExpirationInDays: 4 }],
    [{ Status: "Enabled", ExpirationInDays: 3, NoncurrentVersionExpiration: { NoncurrentDays: 8 } }],
  ])("without an id differ from %j", (live) => {
    const base = rules({ Status: "Enabled", ExpirationInDays: 3, NoncurrentVersionExpirationInDays: 7 });
    expect(comparing(bucket, base, rules({ Id: "made", ...live })).differing).toEqual(["LifecycleConfiguration/Rules"]);
  });
});
