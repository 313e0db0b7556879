import { known } from "../../model/value.ts";
import type { Field, Fields } from "./arguments.ts";
import { at, blockAt, blocksAt, originOf, tagsAt } from "./fields.ts";

/** The provider's boolean for what ECS spells out. */
export const assignPublicIp: Field = (value, attribute, put) => {
  const text =
    value.kind === "known" ? known(String(value.value) === "true" ? "ENABLED" : "DISABLED", originOf(value)) : value;
  put("AssignPublicIp", { ...text, attribute });
};

/** What becomes of a service's arguments. */
export const serviceFields: Fields = {
  name: at("ServiceName"),
  cluster: at("Cluster"),
  task_definition: at("TaskDefinition"),
  desired_count: at("DesiredCount"),
  launch_type: at("LaunchType"),
  platform_version: at("PlatformVersion"),
  scheduling_strategy: at("SchedulingStrategy"),
  enable_execute_command: at("EnableExecuteCommand"),
  enable_ecs_managed_tags: at("EnableECSManagedTags"),
  propagate_tags: at("PropagateTags"),
  availability_zone_rebalancing: at("AvailabilityZoneRebalancing"),
  health_check_grace_period_seconds: at("HealthCheckGracePeriodSeconds"),
  iam_role: at("Role"),
  network_configuration: blockAt("NetworkConfiguration/AwsvpcConfiguration", {
    subnets: at("Subnets"),
    security_groups: at("SecurityGroups"),
    assign_public_ip: assignPublicIp,
  }),
  load_balancer: blocksAt("LoadBalancers", {
    target_group_arn: at("TargetGroupArn"),
    elb_name: at("LoadBalancerName"),
    container_name: at("ContainerName"),
    container_port: at("ContainerPort"),
  }),
  capacity_provider_strategy: blocksAt("CapacityProviderStrategy", {
    capacity_provider: at("CapacityProvider"),
    base: at("Base"),
    weight: at("Weight"),
  }),
  service_registries: blocksAt("ServiceRegistries", {
    registry_arn: at("RegistryArn"),
    port: at("Port"),
    container_port: at("ContainerPort"),
    container_name: at("ContainerName"),
  }),
  ordered_placement_strategy: blocksAt("PlacementStrategies", { type: at("Type"), field: at("Field") }),
  placement_constraints: blocksAt("PlacementConstraints", { type: at("Type"), expression: at("Expression") }),
  deployment_controller: blockAt("DeploymentController", { type: at("Type") }),
  deployment_maximum_percent: at("DeploymentConfiguration/MaximumPercent"),
  deployment_minimum_healthy_percent: at("DeploymentConfiguration/MinimumHealthyPercent"),
  deployment_circuit_breaker: blockAt("DeploymentConfiguration/DeploymentCircuitBreaker", {
    enable: at("Enable"),
    rollback: at("Rollback"),
  }),
  alarms: blockAt("DeploymentConfiguration/Alarms", {
    alarm_names: at("AlarmNames"),
    enable: at("Enable"),
    rollback: at("Rollback"),
  }),
  service_connect_configuration: at("ServiceConnectConfiguration"),
  volume_configuration: at("VolumeConfigurations"),
  force_new_deployment: null,
  force_delete: null,
  sigint_rollback: null,
  triggers: null,
  wait_for_steady_state: null,
  tags: tagsAt("Tags"),
};
