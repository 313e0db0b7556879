import { createHash } from "node:crypto";

import type { Block, LiteralReference, OtherBlock, ResourceBlock } from "../../../model/declared.ts";
import type { Span } from "../../../model/source.ts";
import { firstUnresolved, map } from "../../../model/value.ts";
import type { Value } from "../../../model/value.ts";
import { isLiteralReference } from "../../../resources/arn.ts";
import { toValue } from "../language/model-values.ts";
import type { Term } from "../language/term.ts";
import { CALL_ARGUMENTS } from "../module/calls.ts";
import type { Declaration, LocatedAttribute } from "../module/source.ts";
import { spanOf } from "../syntax/lines.ts";
import { evaluateBody } from "./body.ts";
import { checkArguments } from "./call-arguments.ts";
import { checkAssertions } from "./checks.ts";
import { checkEphemeral, checkOutput } from "./secrecy.ts";
import { checkPreconditions, checkValidations } from "./conditions.ts";
import { ignoredPaths } from "./ignored.ts";
import { importOf } from "./imports.ts";
import { expansionOf, instanceKeysOf, MAX_INSTANCES } from "./instances.ts";
import { leaningOfBody, leaningOfLocal, leaningOfVariable, textsOfExpansion } from "./leaning.ts";
import type { Reached } from "./leaning.ts";
import { checkLifecycle } from "./lifecycle.ts";
import { literalsIn } from "./literals.ts";
import { childrenOf, outputValue } from "./modules.ts";
import { claimsAccount, evaluateResource, resourcesOf } from "./resources.ts";
import { addProblem, frameIn } from "./scope.ts";
import type { EvaluatedBody, EvaluatedResource, ResourceInstance, Scope } from "./scope.ts";
import { backendBlocks, REMOTE_STATE, stateLookup } from "./state-buckets.ts";
import { ignoredTagPaths, withAllTags } from "./tags.ts";
import { localValue, placeOfVariable, variableValue } from "./variables.ts";

/** Adds every block of a module instance, and of the modules it calls, by address. */
export function addBlocks(scope: Scope, blocks: Map<string, Block>): void {
  const { module } = scope;
  for (const name of module.variables.keys()) add(blocks, scope, variableBlock(scope, name));
  for (const name of module.locals.keys()) add(blocks, scope, localBlock(scope, name));
  for (const declaration of module.providers.values()) add(blocks, scope, providerBlock(scope, declaration));
  for (const mode of ["data", "resource"] as const) {
    const declarations = mode === "data" ? module.data : module.resources;
    for (const name of declarations.keys()) {
      for (const instance of resourcesOf(scope, mode, name)?.instances ?? []) {
        if (!add(blocks, scope, resourceBlock(instance))) return;
      }
    }
  }
  for (const declaration of module.checks.values()) add(blocks, scope, checkBlock(scope, declaration));
  if (!scope.parent) for (const block of backendBlocks(scope)) add(blocks, scope, block);
  for (const call of module.modules.values()) {
    for (const block of moduleBlocks(scope, call)) add(blocks, scope, block);
    for (const child of childrenOf(scope, call.name)?.children ?? []) {
      checkArguments(scope, call, child.scope);
      addBlocks(child.scope, blocks);
    }
  }
  for (const name of module.outputs.keys()) add(blocks, scope, outputBlock(scope, name));
}

/** False when there are too many blocks already, which is said once. */
function add(blocks: Map<string, Block>, scope: Scope, block: Block | undefined): boolean {
  if (!block) return true;
  if (blocks.size < MAX_INSTANCES) {
    blocks.set(block.address, block);
    return true;
  }
  const { configuration } = scope.run;
  const message = `more than ${MAX_INSTANCES} blocks and instances: the rest is not checked`;
  const path = configuration.root.directory;
  addProblem(scope.run, { path, line: null, message });
  return false;
}

type Described = {
  readonly address: string;
  readonly source: Span;
  readonly fingerprint: string;
  readonly leansOn: Reached;
  readonly body: Omit<EvaluatedBody, "terms">;
  /** Where it is not known which instances there are: what decides it, as texts; null where it is known. */
  readonly decidedBy?: readonly string[] | null;
};

function otherBlock({ address, source, fingerprint, leansOn, body, decidedBy = null }: Described): OtherBlock {
  const isOpen = decidedBy !== null || firstUnresolved(body.arguments) !== undefined;
  return {
    mode: "other",
    address,
    source,
    fingerprint: isOpen ? fingerprintOf([fingerprint, ...leansOn.texts, ...(decidedBy ?? [])]) : fingerprint,
    leansOn: [...leansOn.addresses].filter((leaned) => leaned !== address),
    arguments: body.arguments,
    literals: literalsIn(body.attributes),
  };
}

/** A value that is not known may change with any text that it comes from, and would not show it. */
function fingerprintOf(texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

function spanOfBlock({ block, file }: Declaration): Span {
  return spanOf(file.path, file.lines, block);
}

function spanOfAttribute({ attribute, file }: LocatedAttribute): Span {
  return spanOf(file.path, file.lines, attribute);
}

/** A body of one value. */
function single(term: Term, source: Span): Described["body"] {
  const value: Value = { ...toValue(term), source };
  return { arguments: map(new Map([["value", value]])), attributes: [{ argument: "value", source, value }] };
}

function variableBlock(scope: Scope, name: string): Block | undefined {
  const declaration = scope.module.variables.get(name);
  if (!declaration) return undefined;
  const source = spanOfBlock(declaration);
  const { fingerprint } = declaration;
  const value = variableValue(scope, name);
  // What Terragrunt gives a root module is written where it gives it.
  const body = single(value, scope.parent ? source : (value.source ?? source));
  checkValidations(scope, declaration, placeOfVariable(scope, declaration));
  return otherBlock({
    address: `${scope.prefix}var.${name}`,
    source,
    fingerprint,
    leansOn: leaningOfVariable(scope, name),
    body,
  });
}

function localBlock(scope: Scope, name: string): Block | undefined {
  const local = scope.module.locals.get(name);
  if (!local) return undefined;
  const source = spanOfAttribute(local);
  const { fingerprint } = local;
  const leansOn = leaningOfLocal(scope, name);
  return otherBlock({
    address: `${scope.prefix}local.${name}`,
    source,
    fingerprint,
    leansOn,
    body: single(localValue(scope, name), source),
  });
}

function outputBlock(scope: Scope, name: string): Block | undefined {
  const declaration = scope.module.outputs.get(name);
  const value = declaration?.body.attributes.get("value");
  if (!declaration || !value) return undefined;
  const frame = frameIn(scope, declaration.file);
  const leansOn = leaningOfBody(scope, declaration.body, frame);
  checkPreconditions(scope, `${scope.prefix}output.${name}`, declaration.body.blocks, frame);
  checkOutput(scope, declaration, outputValue(scope, name));
  return otherBlock({
    address: `${scope.prefix}output.${name}`,
    source: spanOfBlock(declaration),
    fingerprint: declaration.fingerprint,
    leansOn,
    body: single(outputValue(scope, name), spanOfAttribute(value)),
  });
}

function checkBlock(scope: Scope, declaration: Declaration): Block {
  const { body, file, fingerprint, name } = declaration;
  checkAssertions(scope, declaration);
  const asserted = { ...body, blocks: body.blocks.filter(({ block }) => block.type === "assert") };
  const frame = frameIn(scope, file);
  return otherBlock({
    address: `${scope.prefix}check.${name}`,
    source: spanOfBlock(declaration),
    fingerprint,
    leansOn: leaningOfBody(scope, asserted, frame),
    body: evaluateBody(scope.run, asserted, frame),
  });
}

function providerBlock(scope: Scope, declaration: Declaration): Block {
  const frame = frameIn(scope, declaration.file);
  return otherBlock({
    address: `${scope.prefix}provider.${declaration.name}`,
    source: spanOfBlock(declaration),
    fingerprint: declaration.fingerprint,
    leansOn: leaningOfBody(scope, declaration.body, frame),
    body: evaluateBody(scope.run, declaration.body, frame),
  });
}

const COUNTED = new Set([...CALL_ARGUMENTS].filter((name) => name !== "source" && name !== "version"));

/** One block for each instance of a call, also of a module that cannot be had. */
function moduleBlocks(scope: Scope, call: Declaration): Block[] {
  const keys = instanceKeysOf(expansionOf(scope, `module.${call.name}`, call));
  const unavailable = childrenOf(scope, call.name)?.unavailable ?? null;
  return keys.map(({ suffix, names, uncertain }) => {
    const frame = { ...frameIn(scope, call.file, names), uncertain: (scope.uncertain ?? uncertain) !== null };
    const block = otherBlock({
      address: `${scope.prefix}module.${call.name}${suffix}`,
      source: spanOfBlock(call),
      fingerprint: call.fingerprint,
      leansOn: leaningOfBody(scope, call.body, frame),
      body: evaluateBody(scope.run, call.body, frame, COUNTED),
      decidedBy: frame.uncertain ? textsOfExpansion(scope) : null,
    });
    return unavailable === null ? block : unavailableModule(block, unavailable, scope);
  });
}

/** All that a module would declare, as one resource of which nothing is known. */
function unavailableModule(block: OtherBlock, unavailable: string, scope: Scope): ResourceBlock {
  return {
    ...block,
    mode: "resource",
    type: null,
    formatType: "module",
    place: scope.run.target.place,
    identity: { kind: "generated" },
    properties: map(new Map()),
    ignored: [],
    unavailable,
  };
}

/** A resource of a type that is not supported changes too when the provider's `default_tags` do. */
function withTagsOfUnsupported(instance: ResourceInstance, { body, provider }: EvaluatedResource): EvaluatedBody {
  if (instance.mode !== "resource" || instance.type || !claimsAccount(instance)) return body;
  return { ...body, arguments: withAllTags(body.arguments, provider.defaultTags) };
}

/** Ids in the policy documents and the like that a resource is made of: what it comes to is not evaluated, they are. */
function literalsOf(through: readonly ResourceInstance[]): LiteralReference[] {
  return through.flatMap((instance) => literalsIn(evaluateResource(instance).body.attributes));
}

function resourceBlock(instance: ResourceInstance): Block {
  const { address, declaration, formatType, scope, frame, type, spelling } = instance;
  const evaluated = evaluateResource(instance);
  checkLifecycle(scope, declaration);
  checkPreconditions(scope, address, declaration.body.blocks, frame);
  checkEphemeral(instance, evaluated.body);
  const { place, identity, provider, byArn } = evaluated;
  const body = withTagsOfUnsupported(instance, evaluated);
  const leansOn = leaningOfBody(scope, declaration.body, frame);
  const base = otherBlock({
    address,
    source: spanOfBlock(declaration),
    fingerprint: declaration.fingerprint,
    leansOn,
    body,
    decidedBy: instance.uncertain === null ? null : textsOfExpansion(scope),
  });
  // What is AWS's own is in no account.
  if (!claimsAccount(instance) || (byArn && !isLiteralReference(byArn.arn))) return base;
  if (formatType === REMOTE_STATE) return stateLookup(base, evaluated, scope.run.target.place);
  const literals = [...base.literals, ...literalsOf(leansOn.through)];
  const common = { ...base, literals, type: type?.type ?? null, formatType, place, identity };
  if (instance.mode === "data") {
    const isElsewhere = byArn?.isReached && byArn.place.account !== scope.run.target.place.account;
    return {
      ...common,
      mode: "lookup",
      ...(declaration.isOfCheck && { isAdvisory: true as const }),
      ...(isElsewhere && { placeIsText: true as const }),
      ...(byArn?.isReached && { byArn: byArn.arn }),
    };
  }
  // What is declared does not wait for where: the target's place stands in, to complete names.
  const nearby = "kind" in place ? scope.run.target.place : place;
  const properties = spelling ? spelling.properties(body.arguments, nearby) : map(new Map());
  const ignored = [...ignoredPaths(declaration, properties), ...ignoredTagPaths(provider, body.arguments)];
  const imported = importOf(address, scope.run.imported);
  const declaredPart = spelling?.part;
  const part = typeof declaredPart === "function" ? declaredPart(body.arguments) : declaredPart;
  const isUncertain = instance.uncertain !== null;
  return {
    ...common,
    mode: "resource",
    properties,
    ignored,
    ...(isUncertain && { isUncertain }),
    ...(imported && { imported }),
    ...(part && { part }),
    ...(!part && type?.terraform?.isRenamedInPlace && { isRenamedInPlace: true }),
  };
}
