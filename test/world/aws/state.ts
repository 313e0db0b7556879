import {
  bucketSchema,
  eventSchema,
  faultSchema,
  parseWorld,
  resourceSchema,
  roleSchema,
  stackSchema,
} from "../world.ts";
import type {
  Bucket,
  Fault,
  HandlerDefinition,
  Resource,
  Role,
  Stack,
  TrailEvent,
  World,
  WorldFile,
} from "../world.ts";
import type { z } from "zod";
import { handler } from "./handler.ts";
import { HANDLERS } from "./handlers.ts";
import type { Handler } from "./handler.ts";

type Location = { readonly account: string; readonly region: string };
/** A resource with the place that it lives in. */
type Located = Location & { readonly resource: Resource };

/** The world while it is being served: what tests and the demo repair or break live. */
export type LiveWorld = {
  /** Adds a resource, or replaces the one of the same type and identifier. */
  setResource(place: Location, resource: z.input<typeof resourceSchema>): void;
  /** @throws Error when there is no such resource. */
  removeResource(place: Location, type: string, identifier: string): void;
  setStack(place: Location, name: string, stack: z.input<typeof stackSchema>): void;
  removeStack(place: Location, name: string): void;
  setBucket(place: Location, name: string, bucket: z.input<typeof bucketSchema>): void;
  /** What CloudTrail recorded besides. */
  addEvent(place: Location, event: z.input<typeof eventSchema>): void;
  /** Adds or replaces a role; sessions that were made before follow it. */
  setRole(account: string, name: string, role: z.input<typeof roleSchema>): void;
  removeRole(account: string, name: string): void;
  /** A bucket of an account that nobody here can read. */
  setForeignBucket(name: string, region: string): void;
  /** Adds a fault; the function that it gives takes it away again. */
  addFault(fault: z.input<typeof faultSchema>): () => void;
  clearFaults(): void;
};

/** The same world, as the services look things up in it. */
export type State = {
  readonly live: LiveWorld;
  readonly callers: World["callers"];
  resource(place: Location, type: string, identifier: string): Resource | undefined;
  /** All resources of a type; a global service's from every region of the account. */
  resources(place: Location, type: string): readonly Located[];
  /** A bucket, whoever owns it; `account` is null for a foreign one. */
  bucket(name: string): { readonly account: string | null; readonly region: string } | undefined;
  /** A bucket whose objects may be read, whoever owns it. */
  stored(name: string): (Location & { readonly bucket: Bucket }) | undefined;
  stack(place: Location, name: string): Stack | undefined;
  stacks(place: Location): readonly (readonly [string, Stack])[];
  /** What CloudTrail recorded, in no order. */
  events(place: Location): readonly TrailEvent[];
  role(account: string, name: string): Role | undefined;
  handler(type: string): Handler | undefined;
  /** Takes the faults that match now, and counts them. */
  takeFaults(matches: (fault: Fault) => boolean): readonly Fault[];
};

/** Sets up a world. @throws Error as `parseWorld` does. */
export function createState(file: WorldFile): State {
  const world = structuredClone(parseWorld(file));
  const types = new Map([
    ...HANDLERS,
    ...Object.entries(world.types).map(([type, given]) => [type, learned(given)] as const),
  ]);
  const faults = world.faults.map((fault) => ({ fault, left: fault.times ?? Infinity }));

  function accountOf(id: string): World["accounts"][string] {
    return (world.accounts[id] ??= { roles: {}, regions: {} });
  }
  function regionOf({ account, region }: Location): World["accounts"][string]["regions"][string] {
    return (accountOf(account).regions[region] ??= { resources: [], buckets: {}, stacks: {}, events: [] });
  }
  function resources(place: Location, type: string): readonly Located[] {
    const regions = Object.entries(world.accounts[place.account]?.regions ?? {});
    return regions
      .filter(([region]) => types.get(type)?.global || region === place.region)
      .flatMap(([region, { resources: all }]) => all.map((resource) => ({ account: place.account, region, resource })))
      .filter(({ resource }) => resource.type === type);
  }

  function stored(name: string): (Location & { readonly bucket: Bucket }) | undefined {
    for (const [account, { regions }] of Object.entries(world.accounts)) {
      for (const [region, { buckets }] of Object.entries(regions)) {
        const bucket = buckets[name];
        if (bucket) return { account, region, bucket };
      }
    }
    return undefined;
  }

  const live: LiveWorld = {
    setResource(place, input) {
      const resource = resourceSchema.parse(input);
      const all = regionOf(place).resources;
      const at = all.findIndex(({ type, identifier }) => type === resource.type && identifier === resource.identifier);
      all.splice(at < 0 ? all.length : at, at < 0 ? 0 : 1, resource);
    },
    removeResource(place, type, identifier) {
      const all = regionOf(place).resources;
      const at = all.findIndex((resource) => resource.type === type && resource.identifier === identifier);
      if (at < 0) throw new Error(`there is no ${type} ${identifier} in ${place.account} ${place.region}`);
      all.splice(at, 1);
    },
    setStack(place, name, stack) {
      regionOf(place).stacks[name] = stackSchema.parse(stack);
    },
    setBucket(place, name, bucket) {
      regionOf(place).buckets[name] = bucketSchema.parse(bucket);
    },
    removeStack(place, name) {
      delete regionOf(place).stacks[name];
    },
    addEvent(place, event) {
      regionOf(place).events.push(eventSchema.parse(event));
    },
    setRole(account, name, role) {
      accountOf(account).roles[name] = roleSchema.parse(role);
    },
    removeRole(account, name) {
      delete accountOf(account).roles[name];
    },
    setForeignBucket(name, region) {
      world.foreignBuckets[name] = region;
    },
    addFault(input) {
      const fault = faultSchema.parse(input);
      const entry = { fault, left: fault.times ?? Infinity };
      faults.push(entry);
      return () => {
        entry.left = 0;
      };
    },
    clearFaults() {
      faults.length = 0;
    },
  };

  return {
    live,
    callers: world.callers,
    resources,
    resource: (place, type, identifier) =>
      resources(place, type).find(({ resource }) => resource.identifier === identifier)?.resource,
    stored,
    bucket(name) {
      for (const account of Object.keys(world.accounts)) {
        const found = resources({ account, region: "" }, "AWS::S3::Bucket").find(
          ({ resource }) => resource.identifier === name,
        );
        if (found) return { account, region: found.region };
      }
      const kept = stored(name);
      if (kept) return { account: kept.account, region: kept.region };
      const region = world.foreignBuckets[name];
      return region === undefined ? undefined : { account: null, region };
    },
    stack: (place, name) => world.accounts[place.account]?.regions[place.region]?.stacks[name],
    stacks: (place) => Object.entries(world.accounts[place.account]?.regions[place.region]?.stacks ?? {}),
    events: (place) => world.accounts[place.account]?.regions[place.region]?.events ?? [],
    role: (account, name) => world.accounts[account]?.roles[name],
    handler: (type) => types.get(type),
    takeFaults(matches) {
      const taken = faults.filter(({ fault, left }) => left > 0 && matches(fault));
      for (const entry of taken) entry.left -= 1;
      return taken.map(({ fault }) => fault);
    },
  };
}

function learned(definition: HandlerDefinition): Handler {
  return handler({ ...definition, list: definition.list.length > 0 ? definition.list : [definition.read] });
}
