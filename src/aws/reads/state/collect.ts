import { z } from "zod";
import { suffixOf } from "../../../model/address.ts";
import type { ListedItem } from "../../../model/observation.ts";
import { StateError } from "./error.ts";
import type { StateContents } from "./parse.ts";

/** Where a value stands: keys, and indexes of lists, from the top. */
type Path = readonly (string | number | undefined)[];

/** One instance as a state has it; `attributes_flat` is what Terraform before 0.12 wrote and nothing has changed since. */
const instanceSchema = z.object({
  index_key: z.union([z.string(), z.number()]).nullish(),
  deposed: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  attributes_flat: z.record(z.string(), z.unknown()).nullish(),
  sensitive_attributes: z.array(z.unknown()).nullish(),
});

type Instance = z.infer<typeof instanceSchema>;

/** Of one resource; its instances may come before what it is called. */
type Resource = { readonly said: Map<string, string>; readonly instances: ListedItem[] };

const TOP = z.object({ version: z.unknown(), serial: z.number(), lineage: z.string().min(1) });

/** Only of these providers' resources anything is kept. */
const OWN_TYPES = /^aws(?:cc)?_/;

/** Puts a state's values together as they come. */
export function createCollector(attributes: readonly string[]): {
  readonly add: (value: unknown, path: Path) => void;
  readonly contents: () => StateContents;
} {
  const top = new Map<string, unknown>();
  const items: ListedItem[] = [];
  let index: string | number | undefined;
  let current: Resource = nothing();

  function close(): void {
    items.push(...itemsOf(current));
    current = nothing();
  }

  return {
    add(value, [name, at, member, instance]) {
      if (name !== "resources") {
        top.set(String(name), value);
        return;
      }
      if (at !== index) close();
      index = at;
      if (instance === undefined) current.said.set(String(member), typeof value === "string" ? value : "");
      else current.instances.push(instanceOf(value, attributes));
    },
    contents() {
      close();
      return { ...writingOf(top), items };
    },
  };
}

function nothing(): Resource {
  return { said: new Map(), instances: [] };
}

function writingOf(top: ReadonlyMap<string, unknown>): Pick<StateContents, "serial" | "lineage"> {
  if (top.has("encrypted_data")) throw new StateError("encrypted");
  const parsed = TOP.safeParse(Object.fromEntries(top));
  const version = top.get("version");
  if (typeof version === "number" && version !== 4) throw new StateError({ version: String(version) });
  if (!parsed.success || version !== 4) throw new StateError("not-a-state");
  const { serial, lineage } = parsed.data;
  return { serial, lineage };
}

function itemsOf({ said, instances }: Resource): readonly ListedItem[] {
  const [module = "", mode, type = "", name = ""] = ["module", "mode", "type", "name"].map((key) => said.get(key));
  if (mode !== "managed" || !OWN_TYPES.test(type)) return [];
  const address = `${module === "" ? "" : `${module}.`}${type}.${name}`;
  return instances.map(({ identifier, properties }) => ({ identifier: `${address}${identifier}`, properties }));
}

/** The end of its address, and what is kept of it. */
function instanceOf(value: unknown, kept: readonly string[]): ListedItem {
  const parsed = instanceSchema.safeParse(value);
  if (!parsed.success) throw new StateError("not-a-state");
  const { index_key: key, deposed } = parsed.data;
  const suffix = typeof key === "string" ? suffixOf(key) : typeof key === "number" ? `[${key}]` : "";
  return {
    identifier: suffix,
    properties: { ...keptOf(parsed.data, kept), ...(deposed !== undefined && { deposed }) },
  };
}

function keptOf(instance: Instance, kept: readonly string[]): { readonly [name: string]: string } {
  const attributes = instance.attributes ?? instance.attributes_flat ?? {};
  const secret = JSON.stringify(instance.sensitive_attributes ?? []);
  const entries = kept.flatMap((name): [string, string][] => {
    const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    return typeof value === "string" && !secret.includes(JSON.stringify(name)) ? [[name, value]] : [];
  });
  return Object.fromEntries(entries);
}
