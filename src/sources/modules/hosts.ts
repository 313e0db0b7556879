/** The hosts that modules may be fetched from, redirects included. */
export type ModuleHosts = {
  /** Whether a URL's host is one of them, over the protocol that the list allows for it. */
  allows(url: URL): boolean;
  /** The protocol that a host is spoken to in; undefined for one that is not listed. */
  protocolOf(host: string): "https" | "http" | undefined;
};

/**
 * @param listed each `host[:port]`, spoken to over HTTPS (and SSH, for git), or `http://host[:port]` for a host of
 * one's own network that has no certificate
 */
export function moduleHosts(listed: readonly string[]): ModuleHosts {
  const hosts = new Map(
    listed.map((entry) => {
      const host = entry.replace(/^https?:\/\//, "").replace(/\/$/, "");
      return [host.toLowerCase(), entry.startsWith("http://") ? "http" : "https"] as const;
    }),
  );
  return {
    allows: (url) => hosts.get(url.host.toLowerCase()) === url.protocol.slice(0, -1),
    protocolOf: (host) => hosts.get(host.toLowerCase()),
  };
}

/** The token for a host. Terraform's variables for them (`TF_TOKEN_…`) cannot name a port: it is that of every port. */
export function tokenFor(host: string, tokens: ReadonlyMap<string, string>): string | undefined {
  return tokens.get(host.replace(/:\d+$/, ""));
}

/** Why nothing is asked of a host. The host is untrusted text. */
export function notAllowed(host: string): string {
  return `\`${host}\` is not among the hosts that modules are fetched from (PLUMBLINE_MODULE_HOSTS)`;
}
