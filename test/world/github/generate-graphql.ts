/**
 * Makes the committed subset of GitHub's GraphQL schema that the emulated GitHub serves.
 *
 *     npm install --prefix /tmp/octo @octokit/graphql-schema
 *     node test/world/github/generate-graphql.ts /tmp/octo/node_modules
 *     npx oxfmt test/world/github/graphql/schema.graphql
 *
 * Types, arguments and nullability are GitHub's (the package is MIT); what is not listed here does not exist for a
 * query, so that a query for it is refused, and recorded, instead of answered with something made up.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { argv } from "node:process";
import { Kind, parse, print, visit } from "graphql";
import type { DefinitionNode, DocumentNode, FieldDefinitionNode } from "graphql";

const AUTHORED = "id body author createdAt isMinimized minimizedReason url";

/** Type: its fields that are served. Input types, enums and scalars follow from the fields' arguments. */
const KEPT: Readonly<Record<string, string>> = {
  Query: "id node nodes repository rateLimit",
  Mutation: "resolveReviewThread unresolveReviewThread minimizeComment unminimizeComment",
  RateLimit: "cost limit remaining resetAt used nodeCount",
  PageInfo: "endCursor hasNextPage hasPreviousPage startCursor",
  Node: "id",
  Actor: "login url",
  Bot: "id login url databaseId",
  User: "id login url databaseId",
  Organization: "id login url databaseId",
  RepositoryOwner: "id login",
  Minimizable: "isMinimized minimizedReason",
  Repository: "id databaseId name nameWithOwner owner isPrivate defaultBranchRef ref object pullRequest url",
  Ref: "id name prefix target",
  GitObject: "id oid abbreviatedOid",
  Blob: "id oid abbreviatedOid byteSize isBinary isTruncated text",
  Tree: "id oid abbreviatedOid entries",
  TreeEntry: "name path mode type oid size object",
  Commit:
    "id oid abbreviatedOid message messageHeadline committedDate authoredDate url author tree parents history file",
  GitActor: "name email date user",
  CommitConnection: "nodes pageInfo totalCount",
  CommitHistoryConnection: "nodes pageInfo totalCount",
  PullRequest:
    "id fullDatabaseId number title state isDraft merged closed url baseRefName baseRefOid headRefName headRefOid mergeable potentialMergeCommit isCrossRepository author comments reviewThreads reviews",
  PullRequestReviewThreadConnection: "nodes pageInfo totalCount",
  PullRequestReviewThread:
    "id isResolved isOutdated isCollapsed path line startLine originalLine originalStartLine diffSide resolvedBy comments pullRequest",
  PullRequestReviewCommentConnection: "nodes pageInfo totalCount",
  PullRequestReviewComment: `${AUTHORED} databaseId fullDatabaseId path line originalLine outdated replyTo pullRequestReview`,
  IssueCommentConnection: "nodes pageInfo totalCount",
  IssueComment: `${AUTHORED} databaseId fullDatabaseId updatedAt`,
  PullRequestReviewConnection: "nodes pageInfo totalCount",
  PullRequestReview: `${AUTHORED} databaseId fullDatabaseId state submittedAt`,
  ResolveReviewThreadPayload: "clientMutationId thread",
  UnresolveReviewThreadPayload: "clientMutationId thread",
  MinimizeCommentPayload: "clientMutationId minimizedComment",
  UnminimizeCommentPayload: "clientMutationId unminimizedComment",
};

/** Arguments that are not served and would pull in types of their own. */
const DROPPED_ARGUMENTS = new Set(["orderBy", "author", "states"]);

function prune(document: DocumentNode): DefinitionNode[] {
  const byName = new Map<string, DefinitionNode>();
  for (const definition of document.definitions) {
    if ("name" in definition && definition.name !== undefined) byName.set(definition.name.value, definition);
  }
  const out = new Map<string, DefinitionNode>();
  const pending = Object.keys(KEPT);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    const definition = byName.get(name);
    if (definition === undefined || out.has(name)) continue;
    const pruned = pruneType(definition, KEPT[name]?.split(" "));
    out.set(name, pruned);
    visit(pruned, {
      NamedType(node) {
        pending.push(node.name.value);
      },
    });
  }
  return [...out.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, definition]) => definition);
}

function pruneType(definition: DefinitionNode, kept: readonly string[] | undefined): DefinitionNode {
  const plain: DefinitionNode = visit(definition, {
    enter(node) {
      if (!("description" in node) && !("directives" in node)) return undefined;
      return { ...node, description: undefined, directives: [] };
    },
  });
  if (plain.kind !== Kind.OBJECT_TYPE_DEFINITION && plain.kind !== Kind.INTERFACE_TYPE_DEFINITION) return plain;
  if (kept === undefined)
    throw new Error(`the fields of ${plain.name.value} must be listed, since a kept field gives it`);
  const fields = (plain.fields ?? []).filter((field) => kept.includes(field.name.value));
  const missing = kept.filter((name) => !fields.some((field) => field.name.value === name));
  if (missing.length > 0) throw new Error(`GitHub's ${plain.name.value} has no ${missing.join(", ")}`);
  return {
    ...plain,
    interfaces: (plain.interfaces ?? []).filter((one) => KEPT[one.name.value] !== undefined),
    fields: fields.map(withServedArguments),
  };
}

function withServedArguments(field: FieldDefinitionNode): FieldDefinitionNode {
  const served = (field.arguments ?? []).filter((argument) => !DROPPED_ARGUMENTS.has(argument.name.value));
  return { ...field, arguments: served };
}

const modules = argv[2];
if (modules === undefined) throw new Error("usage: generate-graphql.ts <node_modules with @octokit/graphql-schema>");
const source = readFileSync(join(modules, "@octokit/graphql-schema/schema.graphql"), "utf8");
const definitions = prune(parse(source));
const header = "# Generated by generate-graphql.ts from @octokit/graphql-schema (MIT). Do not edit.\n\n";
writeFileSync(
  join(import.meta.dirname, "graphql/schema.graphql"),
  header + print({ kind: Kind.DOCUMENT, definitions }) + "\n",
);
