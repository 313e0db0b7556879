import { known, list, map } from "../../model/value.ts";
import type { MapValue, Value } from "../../model/value.ts";
import { entryOf } from "../comparison/node.ts";
import { isNothing, sameStructure } from "../comparison/same-value.ts";
import type { Sameness } from "../comparison/sameness.ts";
import { argument, at, blockAt, blocksAt } from "../terraform/fields.ts";
import type { Field, Fields } from "../terraform/arguments.ts";

const stickiness = blockAt("ForwardConfig/TargetGroupStickinessConfig", {
  enabled: at("Enabled"),
  duration: at("DurationSeconds"),
});

const forward: Field = (value, attribute, put) => {
  const block = value.kind === "list" ? value.items[0] : value;
  if (block?.kind !== "map") return;
  const groups = argument(block, "target_group");
  const sticky = argument(block, "stickiness");
  if (groups) {
    const fields = { arn: at("TargetGroupArn"), weight: at("Weight") };
    blocksAt("ForwardConfig/TargetGroups", fields)(groups, `${attribute}.target_group`, put);
  }
  if (sticky) stickiness(sticky, `${attribute}.stickiness`, put);
};

/** Arguments of an action, as the aws provider has them (`default_action`, `action`). */
export const actionFields: Fields = {
  type: at("Type"),
  order: at("Order"),
  target_group_arn: at("TargetGroupArn"),
  forward,
  redirect: blockAt("RedirectConfig", {
    host: at("Host"),
    path: at("Path"),
    port: at("Port"),
    protocol: at("Protocol"),
    query: at("Query"),
    status_code: at("StatusCode"),
  }),
  fixed_response: blockAt("FixedResponseConfig", {
    content_type: at("ContentType"),
    message_body: at("MessageBody"),
    status_code: at("StatusCode"),
  }),
  authenticate_cognito: blockAt("AuthenticateCognitoConfig", {
    user_pool_arn: at("UserPoolArn"),
    user_pool_client_id: at("UserPoolClientId"),
    user_pool_domain: at("UserPoolDomain"),
    on_unauthenticated_request: at("OnUnauthenticatedRequest"),
    scope: at("Scope"),
    session_cookie_name: at("SessionCookieName"),
    session_timeout: at("SessionTimeout"),
    authentication_request_extra_params: at("AuthenticationRequestExtraParams"),
  }),
  authenticate_oidc: blockAt("AuthenticateOidcConfig", {
    authorization_endpoint: at("AuthorizationEndpoint"),
    client_id: at("ClientId"),
    client_secret: null,
    issuer: at("Issuer"),
    token_endpoint: at("TokenEndpoint"),
    user_info_endpoint: at("UserInfoEndpoint"),
    on_unauthenticated_request: at("OnUnauthenticatedRequest"),
    scope: at("Scope"),
    session_cookie_name: at("SessionCookieName"),
    session_timeout: at("SessionTimeout"),
    authentication_request_extra_params: at("AuthenticationRequestExtraParams"),
  }),
};

/** What a redirect keeps where it does not say: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_RedirectActionConfig.html */
const REDIRECT: { readonly [name: string]: string } = {
  Host: "#{host}",
  Path: "/#{path}",
  Port: "#{port}",
  Protocol: "#{protocol}",
  Query: "#{query}",
};

/**
 * Actions in the order in which they are taken. AWS returns one target group both as `TargetGroupArn` and in
 * `ForwardConfig`, where its weight means nothing:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Action.html
 */
export function sameActions(declared: Value, live: Value): Sameness {
  if (declared.kind !== "list" || live.kind !== "list") return sameStructure(declared, live);
  return sameStructure(inOrder(declared.items), inOrder(live.items));
}

function inOrder(actions: readonly Value[]): Value {
  const sorted = actions.map((action, index) => ({ action, order: orderOf(action) ?? index + 1 }));
  return list(sorted.toSorted((left, right) => left.order - right.order).map(({ action }) => plain(action)));
}

function orderOf(action: Value): number | undefined {
  const order = entryOf(action, "Order");
  return order?.kind === "known" ? Number(order.value) : undefined;
}

/** An action in one spelling. */
function plain(action: Value): Value {
  if (action.kind !== "map") return action;
  const {
    Order: _,
    TargetGroupArn: __,
    ForwardConfig: ___,
    RedirectConfig,
    ...rest
  } = Object.fromEntries(action.entries);
  const entries = new Map(Object.entries(rest));
  const groups = targetGroups(action);
  if (groups) entries.set("Forward", groups);
  if (RedirectConfig) entries.set("RedirectConfig", withDefaults(RedirectConfig, REDIRECT));
  const oidc = entries.get("AuthenticateOidcConfig");
  if (oidc?.kind === "map")
    entries.set("AuthenticateOidcConfig", without(oidc, ["ClientSecret", "UseExistingClientSecret"]));
  return map(entries);
}

function targetGroups(action: MapValue): Value | undefined {
  const config = action.entries.get("ForwardConfig");
  if (config?.kind === "unresolved") return config;
  const single = entryOf(action, "TargetGroupArn");
  const groups = entryOf(config, "TargetGroups");
  const items = groups?.kind === "list" ? groups.items : [];
  const [only] = items;
  if (groups?.kind === "unresolved") return groups;
  const arn =
    items.length === 1 ? (entryOf(only, "TargetGroupArn") ?? single) : items.length === 0 ? single : undefined;
  const sticky = stickinessOf(entryOf(config, "TargetGroupStickinessConfig"));
  if (arn) return map(new Map([["TargetGroups", list([arn])], ...sticky]));
  if (items.length === 0) return undefined;
  return map(new Map<string, Value>([["TargetGroups", inOrderOfArn(items)], ...sticky]));
}

/** A stickiness that is off, or written as none, is the same as none. */
function stickinessOf(config: Value | undefined): readonly (readonly [string, Value])[] {
  const enabled = entryOf(config, "Enabled");
  const isOn = enabled?.kind === "unresolved" || (enabled?.kind === "known" && String(enabled.value) === "true");
  return isOn && config ? [["Stickiness", config]] : [["Stickiness", map(new Map([["Enabled", known(false)]]))]];
}

function inOrderOfArn(items: readonly Value[]): Value {
  const keyOf = (item: Value) => {
    const arn = entryOf(item, "TargetGroupArn");
    return arn?.kind === "known" ? String(arn.value) : "";
  };
  return list(items.toSorted((left, right) => keyOf(left).localeCompare(keyOf(right))));
}

function withDefaults(config: Value, defaults: { readonly [name: string]: string }): Value {
  if (config.kind !== "map") return config;
  const missing = Object.entries(defaults).filter(([name]) => isNothing(config.entries.get(name)));
  return map(new Map([...config.entries, ...missing.map(([name, text]) => [name, known(text)] as const)]));
}

function without(config: MapValue, names: readonly string[]): MapValue {
  return map(new Map([...config.entries].filter(([name]) => !names.includes(name))));
}
