/** What Terraform computes and Plumbline leaves unresolved, because it cannot know or need not: never another value. */
export const UNRESOLVED: ReadonlyMap<string, string> = new Map();
