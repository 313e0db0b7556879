import { inlinePolicy } from "./iam/inline-policy.ts";

/** Policies that belong to one role, user or group. */
export const iamRolePolicy = inlinePolicy("Role");
export const iamUserPolicy = inlinePolicy("User");
export const iamGroupPolicy = inlinePolicy("Group");
