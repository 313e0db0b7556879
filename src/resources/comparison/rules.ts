/** How one property behaves. */
export type PropertyRule = { readonly observed: string };
