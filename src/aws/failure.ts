import { z } from "zod";

/** What kind of failure an AWS call ended in; decides whether it is tried again and what is made of it. */
export type FailureKind =
  | "not-found"
  | "denied"
  | "throttled"
  | "unsupported"
  | "timeout"
  | "deadline"
  | "server"
  | "network"
  | "credentials"
  | "clock-skew"
  | "malformed"
  | "refused";

/** A call that gave no answer to what was asked. `message` is for people and holds text of AWS's: untrusted, without request ids. */
export type Failure = {
  readonly kind: FailureKind;
  /** AWS's name of the error, or the runtime's. */
  readonly name: string;
  readonly message: string;
  /** The IAM action that is missing, as AWS spells it; null where it names none. */
  readonly action: string | null;
  readonly requestId: string | null;
  /** HTTP status and headers of the answer; null when none came. */
  readonly status: number | null;
  readonly headers: Readonly<Record<string, string>>;
  /** The SDK has set its clock by the answer's date, so the same call may now succeed. */
  readonly clockCorrected: boolean;
};

/** What SDK errors carry besides an Error's own, as far as it is there (`$response` is not enumerable). */
const sdkErrorSchema = z.object({
  name: z.string().catch("Error"),
  message: z.string().catch(""),
  code: z.string().optional().catch(undefined),
  $metadata: z
    .object({
      httpStatusCode: z.number().optional(),
      requestId: z.string().optional(),
      clockSkewCorrected: z.boolean().optional(),
    })
    .catch({}),
  $fault: z.string().optional().catch(undefined),
  $response: z
    .object({ statusCode: z.number(), headers: z.record(z.string(), z.string()).catch({}) })
    .optional()
    .catch(undefined),
});

type SdkError = z.infer<typeof sdkErrorSchema>;

const DENIED =
  /^(AccessDenied|AccessDeniedException|AccessDeniedFault|AuthorizationError|AuthorizationErrorException|Forbidden|NotAuthorized|NotAuthorizedException|UnauthorizedAccess|UnauthorizedException|UnauthorizedOperation|UnauthorizedTaggingOperation)$/i;
const THROTTLED =
  /^(Throttling|ThrottlingException|ThrottledException|TooManyRequests|TooManyRequestsException|RequestLimitExceeded|RequestThrottled|RequestThrottledException|SlowDown|ProvisionedThroughputExceededException)$/i;
const UNSUPPORTED = /^(UnsupportedActionException|TypeNotFoundException|PrivateTypeException)$/;
const CREDENTIALS =
  /^(ExpiredToken|ExpiredTokenException|RequestExpired|TokenRefreshRequired|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|InvalidCredentials|InvalidCredentialsException|CredentialsProviderError|TokenProviderError)$/;
const CLOCK_SKEW =
  /^(RequestTimeTooSkewed|RequestInTheFuture|SignatureDoesNotMatch|InvalidSignature|InvalidSignatureException)$/;
const SERVER =
  /^(InternalFailure|InternalError|InternalServerError|InternalServiceError|ServiceUnavailable|ServiceUnavailableException|ServiceInternalError|ServiceInternalErrorException|HandlerInternalFailureException|NetworkFailure|NetworkFailureException)$/;

/** Exceptions that Cloud Control wraps around whatever a resource handler said. */
const HANDLER_WRAPPERS = /^(GeneralServiceException|HandlerFailureException|ResourceNotFoundException)$/;

/** A phrase of IAM's own, whichever error it comes in. */
const NOT_AUTHORIZED = /\bnot authorized to perform\b/i;
const MISSING_ACTION = /not authorized to perform:?\s+`?([a-z0-9-]+:[A-Za-z0-9*]+)/i;

/**
 * Tells apart why an AWS call failed.
 *
 * Cloud Control models no AccessDenied: it comes as an unmodelled `AccessDeniedException`, or as a
 * `GeneralServiceException` whose message ends in `HandlerErrorCode: AccessDenied`; throttling likewise. Handler error
 * codes: https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html
 */
export function failureOf(thrown: unknown): Failure {
  const error = sdkErrorSchema.parse(thrown instanceof Error ? thrown : { message: String(thrown) });
  return {
    kind: kindOf(error),
    name: error.name,
    message: messageOf(error),
    action: MISSING_ACTION.exec(error.message)?.[1] ?? null,
    requestId: error.$metadata.requestId ?? null,
    status: error.$response?.statusCode ?? error.$metadata.httpStatusCode ?? null,
    headers: error.$response?.headers ?? {},
    clockCorrected: error.$metadata.clockSkewCorrected ?? false,
  };
}

/** A failure that no answer of AWS's stands behind. */
export function ownFailure(kind: FailureKind, message: string, requestId: string | null = null): Failure {
  return { kind, name: kind, message, action: null, requestId, status: null, headers: {}, clockCorrected: false };
}

function kindOf(error: SdkError): FailureKind {
  if (CREDENTIALS.test(error.name)) return "credentials";
  const status = error.$response?.statusCode ?? error.$metadata.httpStatusCode;
  if (status === undefined) return withoutAnswer(error);
  if (brokeOff(error)) return "network";
  if (error.$fault === undefined) return unreadable(status);
  const code = handlerCode(error);
  if (DENIED.test(error.name) || DENIED.test(code) || NOT_AUTHORIZED.test(error.message)) return "denied";
  if (THROTTLED.test(error.name) || THROTTLED.test(code) || status === 429) return "throttled";
  if (isNotFound(error.name, code)) return "not-found";
  if (UNSUPPORTED.test(error.name)) return "unsupported";
  if (CREDENTIALS.test(code)) return "credentials";
  if (CLOCK_SKEW.test(error.name)) return "clock-skew";
  if (error.name === "GeneralServiceException") {
    const kind = wrapped(error.message);
    if (kind) return kind;
  }
  if (SERVER.test(error.name) || SERVER.test(code) || status >= 500) return "server";
  return "refused";
}

/** The request got no answer. The SDK names resets `TimeoutError` too, so the code goes first. */
function withoutAnswer(error: SdkError): FailureKind {
  if (error.code === "ETIMEDOUT" || error.code === "ESOCKETTIMEDOUT") return "timeout";
  if (error.code !== undefined) return "network";
  return error.name === "TimeoutError" ? "timeout" : "refused";
}

/** The connection was lost after the status and before the end of the body; the SDK then throws the socket's error. */
function brokeOff(error: SdkError): boolean {
  return error.$fault === undefined && /^(E[A-Z]+|ERR_STREAM_PREMATURE_CLOSE)$/.test(error.code ?? "");
}

/** There was an answer that the SDK could not make sense of. */
function unreadable(status: number): FailureKind {
  if (status === 429) return "throttled";
  return status >= 500 ? "server" : "malformed";
}

/** The last code in the message: what comes before may quote a name that somebody chose. */
function handlerCode(error: SdkError): string {
  return [...error.message.matchAll(/HandlerErrorCode:\s*(\w+)/gi)].at(-1)?.[1] ?? "";
}

/** Precisely these two: `TypeNotFoundException`, `StackNotFoundException` and a mention of "not found" are about something else. */
function isNotFound(name: string, code: string): boolean {
  if (code !== "") return HANDLER_WRAPPERS.test(name) && code.toLowerCase() === "notfound";
  return name === "ResourceNotFoundException";
}

/** What a handler let through of the error that its service gave. */
function wrapped(message: string): FailureKind | null {
  if (/access ?denied|unauthorized ?operation|not authorized|status code: 403/i.test(message)) return "denied";
  if (/rate exceeded|too ?many ?requests|throttl|request limit exceeded|status code: 429/i.test(message))
    return "throttled";
  return /status code: 5\d\d/i.test(message) ? "server" : null;
}

function messageOf(error: SdkError): string {
  const status = error.$response?.statusCode ?? error.$metadata.httpStatusCode;
  if (status !== undefined && brokeOff(error)) return `the answer (HTTP ${status}) broke off in the middle`;
  // The SDK's message for an answer it cannot read quotes the answer.
  if (status !== undefined && error.$fault === undefined) return `the answer (HTTP ${status}) could not be read`;
  const said = plain(error.message);
  if (said === "" || /^Unknown(Error)?$/.test(said)) return status === undefined ? error.name : `HTTP ${status}`;
  return /^(Error|Unknown|TimeoutError)$/.test(error.name) ? said : `${error.name}: ${said}`;
}

const LONGEST_MESSAGE = 600;

/** Takes out what differs from run to run (request ids, times) and what only AWS can read. */
function plain(message: string): string {
  const lasting = message
    .replace(/,?\s*\b(?:Extended )?(?:Request ?ID|RequestToken|HostId|SDK Attempt Count):\s*[^\s,;)]+/gi, "")
    .replace(/\s*Encoded authorization failure message:\s*\S+/gi, "")
    .replace(/\b\d{8}T\d{6}Z\b/g, "…")
    .replace(/\(\s*,?\s*/g, "(")
    .replace(/\s*\(\)/g, "")
    .replace(/\s+/g, " ")
    .trim();
  return lasting.length > LONGEST_MESSAGE ? `${lasting.slice(0, LONGEST_MESSAGE - 1).toWellFormed()}…` : lasting;
}
