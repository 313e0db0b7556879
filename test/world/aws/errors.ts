/** How a service speaks: awsJson 1.0 and 1.1 (errors look the same), awsQuery, EC2's dialect of it, S3's restXml and Route 53's. */
export type Protocol = "json-1.0" | "json-1.1" | "query" | "ec2" | "s3" | "rest-xml";

/** An error as it goes over the wire. */
export type ApiError = { readonly code: string; readonly message: string; readonly status: number };

/** Errors that every service has, each under its protocol's own name. */
export type CommonError =
  | "denied"
  | "throttled"
  | "server-error"
  | "missing-token"
  | "incomplete"
  | "invalid-token"
  | "expired-token"
  | "mismatch"
  | "skewed"
  | "scope"
  | "invalid-input"
  | "not-emulated";

type Row = {
  readonly json: readonly [string, number];
  readonly query: readonly [string, number];
  readonly s3: readonly [string, number];
};

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/CommonErrors.html and https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const CODES: { readonly [error in CommonError]: Row } = {
  denied: { json: ["AccessDeniedException", 400], query: ["AccessDenied", 403], s3: ["AccessDenied", 403] },
  throttled: { json: ["ThrottlingException", 400], query: ["Throttling", 400], s3: ["SlowDown", 503] },
  "server-error": { json: ["InternalFailure", 500], query: ["InternalFailure", 500], s3: ["InternalError", 500] },
  "missing-token": {
    json: ["MissingAuthenticationTokenException", 400],
    query: ["MissingAuthenticationToken", 403],
    s3: ["AccessDenied", 403],
  },
  incomplete: {
    json: ["IncompleteSignatureException", 400],
    query: ["IncompleteSignature", 400],
    s3: ["AuthorizationHeaderMalformed", 400],
  },
  "invalid-token": {
    json: ["UnrecognizedClientException", 400],
    query: ["InvalidClientTokenId", 403],
    s3: ["InvalidAccessKeyId", 403],
  },
  "expired-token": { json: ["ExpiredTokenException", 400], query: ["ExpiredToken", 403], s3: ["ExpiredToken", 400] },
  mismatch: {
    json: ["InvalidSignatureException", 400],
    query: ["SignatureDoesNotMatch", 403],
    s3: ["SignatureDoesNotMatch", 403],
  },
  skewed: {
    json: ["InvalidSignatureException", 400],
    query: ["SignatureDoesNotMatch", 403],
    s3: ["RequestTimeTooSkewed", 403],
  },
  scope: {
    json: ["InvalidSignatureException", 400],
    query: ["SignatureDoesNotMatch", 403],
    s3: ["AuthorizationHeaderMalformed", 400],
  },
  "invalid-input": { json: ["ValidationException", 400], query: ["ValidationError", 400], s3: ["InvalidRequest", 400] },
  "not-emulated": { json: ["NotEmulated", 501], query: ["NotEmulated", 501], s3: ["NotEmulated", 501] },
};

/** Where EC2 has codes of its own (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html). */
const EC2_CODES: { readonly [error in CommonError]?: readonly [string, number] } = {
  denied: ["UnauthorizedOperation", 403],
  throttled: ["RequestLimitExceeded", 503],
  "invalid-input": ["InvalidParameterValue", 400],
};

/** One of the errors that every service has, in the words of a protocol. */
export function commonError(protocol: Protocol, error: CommonError, message: string): ApiError {
  const ec2Code = protocol === "ec2" ? EC2_CODES[error] : undefined;
  const family =
    protocol === "ec2" || protocol === "rest-xml"
      ? "query"
      : protocol === "query" || protocol === "s3"
        ? protocol
        : "json";
  const [code, status] = ec2Code ?? CODES[error][family];
  return { code, message, status };
}
