import { exact, keyed, number, object, pairs, readWith, whole } from "../comparison/rules.ts";
import type { PropertyRules } from "../comparison/rules.ts";
import { sameInstant } from "../comparison/same-value.ts";
import { sameLifecycleRules } from "../comparison/same-lifecycle.ts";
import type { Field, Fields } from "../terraform/arguments.ts";
import { at, atUnlessEmpty, blockAt, blocksAt, inPlace, pairsAt } from "../terraform/fields.ts";

/** A tag on its own, as the one item of the list that CloudFormation has. */
const tagAt: Field = blocksAt("TagFilters", { key: at("Key"), value: at("Value") });

const FILTER: Fields = {
  prefix: atUnlessEmpty("Prefix"),
  object_size_greater_than: atUnlessEmpty("ObjectSizeGreaterThan"),
  object_size_less_than: atUnlessEmpty("ObjectSizeLessThan"),
  tag: tagAt,
};

/**
 * The provider nests a rule's filter and expiration, CloudFormation does not
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-rule.html).
 */
export const LIFECYCLE: Fields = {
  rule: blocksAt("LifecycleConfiguration/Rules", {
    id: at("Id"),
    status: at("Status"),
    prefix: atUnlessEmpty("Prefix"),
    filter: inPlace({
      ...FILTER,
      and: inPlace({ ...FILTER, tag: null, tags: pairsAt("TagFilters", "Key", "Value") }),
    }),
    expiration: inPlace({
      date: atUnlessEmpty("ExpirationDate"),
      days: atUnlessEmpty("ExpirationInDays"),
      expired_object_delete_marker: at("ExpiredObjectDeleteMarker"),
    }),
    noncurrent_version_expiration: blockAt("NoncurrentVersionExpiration", {
      noncurrent_days: atUnlessEmpty("NoncurrentDays"),
      newer_noncurrent_versions: atUnlessEmpty("NewerNoncurrentVersions"),
    }),
    noncurrent_version_transition: blocksAt("NoncurrentVersionTransitions", {
      storage_class: at("StorageClass"),
      noncurrent_days: at("TransitionInDays"),
      newer_noncurrent_versions: atUnlessEmpty("NewerNoncurrentVersions"),
    }),
    transition: blocksAt("Transitions", {
      storage_class: at("StorageClass"),
      days: at("TransitionInDays"),
      date: atUnlessEmpty("TransitionDate"),
    }),
    abort_incomplete_multipart_upload: blockAt("AbortIncompleteMultipartUpload", {
      days_after_initiation: at("DaysAfterInitiation"),
    }),
  }),
  transition_default_minimum_object_size: at("LifecycleConfiguration/TransitionDefaultMinimumObjectSize"),
};

const RULES = "LifecycleConfiguration/Rules";

/** A rule has at most one transition to each storage class. */
export const lifecycleRules: PropertyRules = new Map([
  ["LifecycleConfiguration", object(readWith("s3:GetLifecycleConfiguration"))],
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html
  ["LifecycleConfiguration/TransitionDefaultMinimumObjectSize", exact({ absentIs: "all_storage_classes_128K" })],
  [RULES, keyed("Id", { withoutKeys: sameLifecycleRules })],
  [`${RULES}/*/Id`, exact()],
  [`${RULES}/*/Status`, exact()],
  [`${RULES}/*/Prefix`, exact({ absentIs: "" })],
  [`${RULES}/*/TagFilters`, pairs("Key", "Value")],
  [`${RULES}/*/ObjectSizeGreaterThan`, number()],
  [`${RULES}/*/ObjectSizeLessThan`, number()],
  [`${RULES}/*/ExpirationInDays`, number()],
  [`${RULES}/*/ExpirationDate`, whole(sameInstant)],
  [`${RULES}/*/NoncurrentVersionExpiration`, object()],
  [`${RULES}/*/NoncurrentVersionExpiration/NoncurrentDays`, number()],
  [`${RULES}/*/NoncurrentVersionExpiration/NewerNoncurrentVersions`, number()],
  [`${RULES}/*/NoncurrentVersionTransitions`, keyed("StorageClass")],
  [`${RULES}/*/NoncurrentVersionTransitions/*/TransitionInDays`, number()],
  [`${RULES}/*/NoncurrentVersionTransitions/*/NewerNoncurrentVersions`, number()],
  [`${RULES}/*/Transitions`, keyed("StorageClass")],
  [`${RULES}/*/Transitions/*/TransitionInDays`, number()],
  [`${RULES}/*/Transitions/*/TransitionDate`, whole(sameInstant)],
  [`${RULES}/*/AbortIncompleteMultipartUpload`, object()],
  [`${RULES}/*/AbortIncompleteMultipartUpload/DaysAfterInitiation`, number()],
]);
