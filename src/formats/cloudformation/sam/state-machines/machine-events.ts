import type { Data, Dict } from "../data/data.ts";
import type { Made } from "../data/made.ts";
import type { SamContext, SamResource } from "../context.ts";
import type { SamEvent } from "../functions/event.ts";
import { MACHINE_EVENTS } from "../schema.ts";
import { MANAGED } from "../globals.ts";
import { SamError } from "../error.ts";
import { addAuth, linkedApi } from "../apis/rest-api-event.ts";
import { addMachineIntegration, closeSwagger, openSwagger } from "../apis/swagger.ts";
import { dict, get, isTruthy, set, textOf } from "../data/data.ts";
import { eventsOf } from "../functions/function-events.ts";
import { getAtt, sub } from "../data/intrinsics.ts";
import { hasIntegration } from "../apis/api-editor.ts";
import { machineRule, machineSchedule, startingRole } from "../functions/rule-events.ts";
import { methodOf, pathOf } from "../functions/event.ts";
import { scheduleV2 } from "../functions/schedule-v2.ts";

/** What a state machine's events make. */
export function machineEvents(resource: SamResource, target: Made, context: SamContext): readonly Made[] {
  const boundary = get(resource.properties, "PermissionsBoundary");
  return eventsOf(resource, MACHINE_EVENTS).flatMap((event) =>
    expand(event, target, boundary, context).map((made) => Object.assign(made, { event: event.name })),
  );
}

function expand(event: SamEvent, target: Made, boundary: Data, context: SamContext): readonly Made[] {
  switch (event.type) {
    case "Schedule":
      return machineSchedule(event, target, boundary);
    case "ScheduleV2":
      return scheduleV2(event, target);
    case "Api":
      return [apiEvent(event, target, boundary, context)];
    default:
      return machineRule(event, target, boundary);
  }
}

/** `Api`: a method of a REST API starts the state machine. */
function apiEvent(event: SamEvent, target: Made, boundary: Data, context: SamContext): Made {
  const api = linkedApi(event, context);
  const role = startingRole(event, target, "apigateway.amazonaws.com", boundary);
  const body = get(api.properties, "DefinitionBody");
  if (!isTruthy(get(api.properties, MANAGED)) || body === null) return role;
  const swagger = openSwagger(body);
  const path = pathOf(event);
  const method = methodOf(event);
  if (hasIntegration(swagger.paths, path, method)) {
    throw new SamError(
      `event \`${event.name}\`: the method \`${textOf(method) ?? ""}\` of \`${textOf(path) ?? ""}\` is set twice`,
    );
  }
  addMachineIntegration(swagger, {
    path,
    method,
    uri: sub("arn:${AWS::Partition}:apigateway:${AWS::Region}:states:action/StartExecution"),
    credentials: getAtt(role.logicalId, "Arn"),
    requestTemplates: requestTemplates(event, target),
    condition: get(target.attributes, "Condition"),
  });
  const auth = get(event.properties, "Auth");
  // An event of a state machine sets no stage: a policy's paths are those of none.
  if (isTruthy(auth)) addAuth(swagger, event, auth, { ...api, stage: get(event.properties, "Stage") }, context);
  set(api.properties, "DefinitionBody", closeSwagger(swagger));
  return role;
}

function requestTemplates(event: SamEvent, target: Made): Dict {
  const machine = `\${${textOf(target.logicalId) ?? ""}}`;
  const input = "$util.escapeJavaScript($input.json('$'))";
  const isUnescaped = isTruthy(get(event.properties, "UnescapeMappingTemplate"));
  const template = isUnescaped
    ? `{"input": "${input}.replaceAll("\\\\'","'")", "stateMachineArn": "${machine}"}`
    : `{"input": "${input}", "stateMachineArn": "${machine}"}`;
  return dict({ "application/json": sub(template) });
}
