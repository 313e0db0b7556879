/** What kinds of look-up `cdk` keeps (`ContextProvider` in aws-cdk-lib/cloud-assembly-schema). */
const PROVIDERS = [
  "ami",
  "availability-zones",
  "cc-api-provider",
  "endpoint-service-availability-zones",
  "hosted-zone",
  "key-provider",
  "load-balancer",
  "load-balancer-listener",
  "security-group",
  "ssm",
  "vpc-provider",
] as const;

export type Provider = (typeof PROVIDERS)[number];

/** A look-up as the key of `cdk.context.json` spells it: the provider and what it was asked. */
export type LookupKey = {
  readonly provider: Provider;
  /** By dotted path, list items by index: `filters.name.0`. */
  readonly query: ReadonlyMap<string, string>;
};

/**
 * Reads a key such as `ssm:account=111122223333:parameterName=/a/b:region=eu-west-1`, in which a colon of a value is
 * written `$:`, and one of a name (`filter.tag:Name`) as it is (`colonQuote` in aws-cdk-lib/core/lib/context-provider.ts).
 * @returns undefined for any other key: feature flags, an app's own values
 */
export function parseKey(key: string): LookupKey | undefined {
  const [name, ...parts] = key.split(/(?<!\$):/);
  const provider = PROVIDERS.find((candidate) => candidate === name);
  if (!provider || parts.length === 0) return undefined;
  const query = new Map<string, string>();
  let begun = "";
  for (const part of parts) {
    const pair = begun + part;
    const equals = pair.indexOf("=");
    if (equals < 0) {
      begun = `${pair}:`;
      continue;
    }
    begun = "";
    query.set(pair.slice(0, equals), unquoted(pair.slice(equals + 1)));
  }
  return begun === "" ? { provider, query } : undefined;
}

/** A dollar that is before no colon is one; older versions wrote `$=` too. */
function unquoted(text: string): string {
  return text.replace(/\$([:=])/g, "$1");
}
