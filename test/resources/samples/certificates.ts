import { arn, foreignTags, tagList, tagMap } from "./sample.ts";
import type { Sample } from "./sample.ts";

export const certificate: Sample = {
  type: "AWS::CertificateManager::Certificate",
  terraform: {
    domain_name: "shop.example.com",
    subject_alternative_names: ["*.shop.example.com", "orders.example.com"],
    validation_method: "DNS",
    key_algorithm: "RSA_2048",
    options: [{ certificate_transparency_logging_preference: "DISABLED" }],
    tags: tagMap,
  },
  cloudformation: {
    DomainName: "shop.example.com",
    SubjectAlternativeNames: ["orders.example.com", "*.shop.example.com"],
    ValidationMethod: "DNS",
    DomainValidationOptions: [{ DomainName: "shop.example.com", HostedZoneId: "Z1" }],
    KeyAlgorithm: "RSA_2048",
    CertificateTransparencyLoggingPreference: "DISABLED",
    Tags: tagList,
  },
  live: {
    CertificateArn: arn("acm:@:certificate/1234abcd-12ab-34cd-56ef-1234567890ab"),
    DomainName: "shop.example.com",
    SubjectAlternativeNames: ["*.shop.example.com", "orders.example.com"],
    KeyAlgorithm: "RSA_2048",
    CertificateTransparencyLoggingPreference: "DISABLED",
    Tags: tagList,
  },
  unchecked: {
    terraform: ["ValidationMethod"],
    cloudformation: ["DomainValidationOptions", "ValidationMethod"],
  },
  attributes: {
    DomainName: "domain_name",
    SubjectAlternativeNames: "subject_alternative_names",
    KeyAlgorithm: "key_algorithm",
    CertificateTransparencyLoggingPreference: "options.certificate_transparency_logging_preference",
    Tags: "tags",
  },
  equivalents: [
    {
      SubjectAlternativeNames: ["shop.example.com", "orders.example.com", "*.shop.example.com"],
      KeyAlgorithm: "RSA-2048",
      Tags: foreignTags,
    },
  ],
  alsoDeclared: [
    {
      format: "terraform",
      arguments: {
        domain_name: "Shop.example.com",
        subject_alternative_names: ["Orders.example.com", "shop.example.com", "*.shop.example.com"],
      },
    },
    { format: "terraform", arguments: { domain_name: "shop.example.com" } },
  ],
};
