import { exact, object, readWith, whole } from "../comparison/rules.ts";
import type { PropertyRules } from "../comparison/rules.ts";
import { sameStructure } from "../comparison/same-value.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, blockAt, blocksAt, inPlace } from "../terraform/fields.ts";

const WEBSITE_CONFIGURATION = "WebsiteConfiguration";

/** `routing_rules`, the provider's form as JSON text, is not compared. */
export const WEBSITE: Fields = {
  index_document: inPlace({ suffix: at(`${WEBSITE_CONFIGURATION}/IndexDocument`) }),
  error_document: inPlace({ key: at(`${WEBSITE_CONFIGURATION}/ErrorDocument`) }),
  redirect_all_requests_to: blockAt(`${WEBSITE_CONFIGURATION}/RedirectAllRequestsTo`, {
    host_name: at("HostName"),
    protocol: at("Protocol"),
  }),
  routing_rule: blocksAt(`${WEBSITE_CONFIGURATION}/RoutingRules`, {
    condition: blockAt("RoutingRuleCondition", {
      http_error_code_returned_equals: at("HttpErrorCodeReturnedEquals"),
      key_prefix_equals: at("KeyPrefixEquals"),
    }),
    redirect: blockAt("RedirectRule", {
      host_name: at("HostName"),
      http_redirect_code: at("HttpRedirectCode"),
      protocol: at("Protocol"),
      replace_key_prefix_with: at("ReplaceKeyPrefixWith"),
      replace_key_with: at("ReplaceKeyWith"),
    }),
  }),
};

export const websiteRules: PropertyRules = new Map([
  [WEBSITE_CONFIGURATION, object(readWith("s3:GetBucketWebsite"))],
  [`${WEBSITE_CONFIGURATION}/IndexDocument`, exact({ absentIs: "" })],
  [`${WEBSITE_CONFIGURATION}/ErrorDocument`, exact({ absentIs: "" })],
  [`${WEBSITE_CONFIGURATION}/RedirectAllRequestsTo`, object()],
  [`${WEBSITE_CONFIGURATION}/RedirectAllRequestsTo/HostName`, exact()],
  [`${WEBSITE_CONFIGURATION}/RedirectAllRequestsTo/Protocol`, exact()],
  // The first that matches a request decides.
  [`${WEBSITE_CONFIGURATION}/RoutingRules`, whole(sameStructure)],
]);
