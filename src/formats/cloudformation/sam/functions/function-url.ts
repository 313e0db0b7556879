import type { Made } from "../data/made.ts";
import type { SamResource } from "../context.ts";
import { SamError } from "../error.ts";
import { arnOf, idOf, inherited, make, refOf } from "../data/made.ts";
import { get, is, isTruthy } from "../data/data.ts";
import { isIntrinsic } from "../data/intrinsics.ts";

/** What `FunctionUrlConfig` makes: the URL, and for a public one the permissions to call it. */
export function functionUrl(resource: SamResource, lambda: Made, alias: Made | null): readonly Made[] {
  const config = get(resource.properties, "FunctionUrlConfig");
  if (!isTruthy(config)) return [];
  const auth = get(config, "AuthType");
  if (!isIntrinsic(config) && !isIntrinsic(auth) && !is(auth, "AWS_IAM") && !is(auth, "NONE")) {
    throw new SamError("`FunctionUrlConfig` needs an `AuthType` of `AWS_IAM` or `NONE`");
  }
  const attributes = inherited(resource.attributes);
  const cors = get(config, "Cors");
  const target = alias ? arnOf(alias) : refOf(lambda);
  const url = make(
    "AWS::Lambda::Url",
    idOf(lambda.logicalId, "Url"),
    {
      Cors: isTruthy(cors) ? cors : null,
      AuthType: auth,
      TargetFunctionArn: target,
      InvokeMode: get(config, "InvokeMode"),
    },
    attributes,
  );
  if (!is(auth, "NONE") || isIntrinsic(config)) return [url];
  const viaUrl = make(
    "AWS::Lambda::Permission",
    idOf(lambda.logicalId, "UrlPublicPermissions"),
    { Action: "lambda:InvokeFunctionUrl", FunctionName: target, Principal: "*", FunctionUrlAuthType: auth },
    attributes,
  );
  const invoke = make(
    "AWS::Lambda::Permission",
    idOf(lambda.logicalId, "URLInvokeAllowPublicAccess"),
    { Action: "lambda:InvokeFunction", Principal: "*", FunctionName: target, InvokedViaFunctionUrl: true },
    attributes,
  );
  return [url, viaUrl, invoke];
}
