import { asString, map, unresolved } from "../../model/value.ts";
import type { Value } from "../../model/value.ts";
import { fieldsOf, spelled } from "../terraform/arguments.ts";
import type { Field, Fields } from "../terraform/arguments.ts";
import { argument, at, blockAt, originOf } from "../terraform/fields.ts";

const SETTINGS: Fields = {
  route_key: null,
  data_trace_enabled: at("DataTraceEnabled"),
  detailed_metrics_enabled: at("DetailedMetricsEnabled"),
  logging_level: at("LoggingLevel"),
  throttling_burst_limit: at("ThrottlingBurstLimit"),
  throttling_rate_limit: at("ThrottlingRateLimit"),
};

/** Blocks that each name a route, as the map by routes that AWS has. */
const byRoute: Field = (value, attribute, put) => {
  const origin = { ...originOf(value), attribute };
  const entries = new Map<string, Value>();
  for (const block of value.kind === "list" ? value.items : [value]) {
    const key = block.kind === "map" ? asString(argument(block, "route_key")) : undefined;
    if (block.kind !== "map" || key === undefined) {
      return put(
        "RouteSettings",
        spelled(unresolved("which route the settings are of is not known", value), attribute),
      );
    }
    entries.set(key, map(fieldsOf(block.entries, SETTINGS, attribute), { ...origin, ...originOf(block) }));
  }
  put("RouteSettings", map(entries, origin));
};

/** The provider's blocks of a stage's settings. */
export const routeSettings: Fields = {
  default_route_settings: blockAt("DefaultRouteSettings", SETTINGS),
  route_settings: byRoute,
};
