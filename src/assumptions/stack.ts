import type { Identity } from "../model/declared.ts";
import type { ListedItem, Observation, ReadRequest } from "../model/observation.ts";

type InStack = Extract<Identity, { readonly kind: "stack" }>;

/** What a stack's listing says of a logical id: its entry, the next listing to look at, or why there is no answer. */
export type StackStep =
  | { readonly step: "ask"; readonly request: ReadRequest }
  | { readonly step: "found"; readonly physicalId: string; readonly trail: readonly Observation[] }
  | { readonly step: "done"; readonly observation: Observation; readonly trail: readonly Observation[] };

/**
 * Follows a logical id through the deployed stack, and through the stacks nested in it, whose names only the one that
 * holds them knows (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-nested-stacks.html).
 * @param requestOf the listing of a stack by name or ARN
 */
export function followStack(
  { stack, logicalId }: InStack,
  requestOf: (stack: string) => ReadRequest,
  seen: (request: ReadRequest) => Observation | undefined,
): StackStep {
  const trail: Observation[] = [];
  const [name = "", ...nested] = stack.split("/");
  let current = name;
  for (const id of [...nested, logicalId]) {
    const request = requestOf(current);
    const listing = seen(request);
    if (!listing) return { step: "ask", request };
    trail.push(listing);
    if (listing.outcome !== "present") return { step: "done", observation: listing, trail };
    const entry = listing.items?.find((item) => isDeployed(item, id));
    if (!entry) return { step: "done", observation: absentFrom(listing, current, id), trail };
    current = entry.identifier;
  }
  return { step: "found", physicalId: current, trail };
}

/** Stacks keep listing what they have deleted, and what they failed to create has no physical id. */
function isDeployed({ identifier, properties }: ListedItem, logicalId: string): boolean {
  return (
    properties["LogicalResourceId"] === logicalId &&
    identifier !== "" &&
    properties["ResourceStatus"] !== "DELETE_COMPLETE"
  );
}

function absentFrom(listing: Observation, stack: string, logicalId: string): Observation {
  const { request, evidence } = listing;
  return {
    request,
    evidence: { ...evidence, outcome: "absent" },
    outcome: "absent",
    message: `the stack ${stack} has no resource ${logicalId}`,
  };
}
