export { createLiveAccess } from "./access.ts";
export type { LiveAccessOptions } from "./access.ts";
export type { TimeLimits } from "./call.ts";
export { createLimiters } from "./limiter.ts";
export { createRoleMemory } from "./role-memory.ts";
export { createSharedReads } from "./shared-reads.ts";
export { createTypeCache } from "./type-cache.ts";
