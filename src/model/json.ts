/** Any JSON value, as AWS returns it and as a report carries it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
