import { bodyOf } from "../module/source.ts";
import type { Declaration, LocatedBlock } from "../module/source.ts";
import type { AttributeSyntax, BlockSyntax } from "../syntax/ast.ts";
import { spanOf } from "../syntax/lines.ts";
import { usesOf } from "../syntax/walk.ts";
import { conditionValue } from "./conditions.ts";
import { addProblem, frameIn } from "./scope.ts";
import type { Scope } from "./scope.ts";

/**
 * What Terraform refuses of a `check` block. An assertion that does not hold is only a warning.
 * https://developer.hashicorp.com/terraform/language/block/check
 */
export function checkAssertions(scope: Scope, declaration: Declaration): void {
  const { body, block } = declaration;
  const conditions = body.blocks.filter((located) => located.block.type === "assert").flatMap(conditionIn);
  const meaningful = conditions.filter(({ value }) => usesOf([value]).traversals.length > 0);
  for (const condition of conditions) {
    if (!meaningful.includes(condition))
      refuse(scope, declaration, condition, "the condition refers to nothing, so that it checks nothing");
  }
  if (meaningful.length === 0) refuse(scope, declaration, block, "a `check` is to have an `assert` block");
  const frame = frameIn(scope, declaration.file);
  for (const { value } of meaningful) conditionValue(scope.run, value, frame);
  for (const located of body.blocks.filter((nested) => nested.block.type === "data")) {
    for (const name of ["count", "for_each"]) {
      const attribute = bodyOf(located).attributes.get(name)?.attribute;
      if (attribute) refuse(scope, declaration, attribute, `\`${name}\` is not for a data source in a \`check\``);
    }
  }
}

function conditionIn(located: LocatedBlock): readonly AttributeSyntax[] {
  const condition = bodyOf(located).attributes.get("condition");
  return condition ? [condition.attribute] : [];
}

function refuse(scope: Scope, { file }: Declaration, place: AttributeSyntax | BlockSyntax, message: string): void {
  const { path, line } = spanOf(file.path, file.lines, place);
  addProblem(scope.run, { path, line, message });
}
