import type { ReadableType } from "../type.ts";
import { networkTypes } from "./network.ts";
import { otherTypes } from "./others.ts";
import { stackValueTypes } from "./stack-values.ts";

/**
 * Types that code refers to and that are not compared as declared yet: whether one is there is checked, and what code
 * keeps of it. A type that gets a file of its own leaves this list.
 */
export const lookedUpTypes: readonly ReadableType[] = [...networkTypes, ...otherTypes, ...stackValueTypes];
