import type { Block, Declared } from "../../model/declared.ts";
import { asString } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { scalarAsText } from "./template/scalars.ts";
import { repositoryPath } from "./template/includes.ts";

/** A nested stack whose template is a file of the repository. */
export type NestedStack = {
  readonly address: string;
  /** The template's path. */
  readonly path: string;
  /** `<parent>/<logical id>`: only the parent knows the name that it has; null where the parent's is not known. */
  readonly stack: string | null;
  /** What the parent passes on and is known. */
  readonly parameters: ReadonlyMap<string, string>;
};

/** The nested stacks of a template that are packaged from files of the repository: a URL names what is not in it. */
export function nestedIn(declared: Declared, path: string, stack: string | null): readonly NestedStack[] {
  return [...declared.blocks.values()].flatMap((block): readonly NestedStack[] => {
    if (block.mode !== "resource" || block.formatType !== "AWS::CloudFormation::Stack") return [];
    const location = asString(block.properties.entries.get("TemplateURL"));
    const file = location === undefined ? undefined : repositoryPath(location, path);
    if (file === undefined) return [];
    const given = block.properties.entries.get("Parameters");
    const parameters = given?.kind === "map" ? [...given.entries].flatMap(passedOn) : [];
    return [
      {
        address: block.address,
        path: file,
        stack: stack === null ? null : `${stack}/${block.address}`,
        parameters: new Map(parameters),
      },
    ];
  });
}

/** A list is passed on as text. What must not be shown stays behind: the nested template may not know that. */
function passedOn([name, value]: readonly [string, Value]): readonly (readonly [string, string])[] {
  const texts = (value.kind === "list" ? value.items : [value]).map((item) =>
    item.kind === "known" && !item.sensitive ? scalarAsText(item.value) : undefined,
  );
  return texts.some((text) => text === undefined) ? [] : [[name, texts.join(",")]];
}

/** The blocks without the stacks whose templates are read: there is nothing more to say of what holds them. */
export function withoutNested(blocks: Declared["blocks"], nested: readonly NestedStack[]): Declared["blocks"] {
  const read = new Set(nested.map(({ address }) => address));
  return new Map([...blocks].map(([address, block]) => [address, read.has(address) ? asOther(block) : block] as const));
}

function asOther({ address, source, fingerprint, leansOn, arguments: args, literals }: Block): Block {
  return { mode: "other", address, source, fingerprint, leansOn, arguments: args, literals };
}
