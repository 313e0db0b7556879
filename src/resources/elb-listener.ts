import { exact, ifReturned, number, object, readWith, settings, tags, whole } from "./comparison/rules.ts";
import { sameStructure } from "./comparison/same-value.ts";
import { actionFields, sameActions } from "./elb/actions.ts";
import { afterKind, byElbArn } from "./elb/arn.ts";
import { setting } from "./elb/attributes.ts";
import { computed, naturalKey, unidentified } from "./identity.ts";
import { spelled, toProperties } from "./terraform/arguments.ts";
import type { Field, Fields } from "./terraform/arguments.ts";
import { argument, at, blockAt, blocksAt, listOfOneAt, originOf, tagsAt } from "./terraform/fields.ts";
import { list, map } from "../model/value.ts";
import type { MapValue, Value } from "../model/value.ts";
import type { ResourceType, TerraformNames } from "./type.ts";

const ATTRIBUTES = "ListenerAttributes";

/** The listener's default certificate; further ones are resources of their own. */
const certificate: Field = (value, attribute, put) => {
  const origin = { ...originOf(value), attribute };
  put(
    "Certificates",
    list([map(new Map<string, Value>([["CertificateArn", spelled(value, attribute)]]), origin)], origin),
  );
};

const FIELDS: Fields = {
  load_balancer_arn: at("LoadBalancerArn"),
  port: at("Port"),
  protocol: at("Protocol"),
  ssl_policy: at("SslPolicy"),
  certificate_arn: certificate,
  alpn_policy: listOfOneAt("AlpnPolicy"),
  default_action: blocksAt("DefaultActions", actionFields),
  mutual_authentication: blockAt("MutualAuthentication", {
    mode: at("Mode"),
    trust_store_arn: at("TrustStoreArn"),
    ignore_client_certificate_expiry: at("IgnoreClientCertificateExpiry"),
    advertise_trust_store_ca_names: at("AdvertiseTrustStoreCaNames"),
  }),
  tcp_idle_timeout_seconds: setting(ATTRIBUTES, "tcp.idle_timeout.seconds"),
  tags: tagsAt("Tags"),
};

function byPort(args: MapValue) {
  const port = argument(args, "port");
  const name = port?.kind === "known" ? `:${String(port.value)}` : "";
  return naturalKey({ LoadBalancerArn: argument(args, "load_balancer_arn"), Port: port }, name);
}

/** The provider has the same resource under two names. */
function spelling(type: string): TerraformNames {
  return {
    type,
    identity: byPort,
    lookup: (args) => {
      const identity = byPort(args);
      return identity.kind === "generated"
        ? unidentified("the look-up has no `load_balancer_arn` and `port`")
        : identity;
    },
    lookupArns: { arguments: ["arn"] },
    properties: (args) => toProperties(args, FIELDS),
    attribute: computed({ id: ({ identifier }) => identifier, arn: ({ identifier }) => identifier }),
  };
}

/** Listeners of load balancers. The identifier is the ARN, which ends in characters that AWS makes up. */
export const elbListener: ResourceType = {
  type: "AWS::ElasticLoadBalancingV2::Listener",
  noun: "listener",
  terraform: spelling("aws_lb_listener"),
  alsoTerraform: [spelling("aws_alb_listener")],
  cloudformation: {
    identity: () => ({ kind: "generated" }),
    attribute: computed({ Ref: ({ identifier }) => identifier, ListenerArn: ({ identifier }) => identifier }),
  },
  fromArn: (arn) => byElbArn(arn, "listener", /^(?:app|net|gwy)\/[^/]+\/[^/]+\/[^/]+$/),
  read: {
    api: "cloudcontrol:GetResource",
    actions: [
      "cloudformation:GetResource",
      "elasticloadbalancing:DescribeListenerAttributes",
      "elasticloadbalancing:DescribeListeners",
      "elasticloadbalancing:DescribeTags",
    ],
  },
  // A listener's port can be changed.
  finder: {
    api: "cloudcontrol:ListResources",
    actions: ["cloudformation:ListResources", "elasticloadbalancing:DescribeListeners"],
    isUnique: false,
    model: ["LoadBalancerArn"],
  },
  nameOf: (identifier) => afterKind(identifier, "listener"),
  properties: new Map([
    ["LoadBalancerArn", exact(ifReturned())],
    ["Port", number()],
    ["Protocol", exact()],
    ["SslPolicy", exact()],
    ["Certificates", whole(sameStructure, { absentIs: [] })],
    ["AlpnPolicy", exact({ absentIs: [] })],
    ["DefaultActions", whole(sameActions)],
    ["MutualAuthentication", object()],
    ["MutualAuthentication/Mode", exact({ absentIs: "off" })],
    ["MutualAuthentication/TrustStoreArn", exact({ absentIs: "" })],
    ["MutualAuthentication/IgnoreClientCertificateExpiry", exact({ absentIs: false })],
    ["MutualAuthentication/AdvertiseTrustStoreCaNames", exact({ absentIs: "off" })],
    [ATTRIBUTES, settings(readWith("elasticloadbalancing:DescribeListenerAttributes"))],
    ["Tags", tags(readWith("elasticloadbalancing:DescribeTags"))],
  ]),
};
