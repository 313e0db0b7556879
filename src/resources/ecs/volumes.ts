import { boolean, exact, keyed, mapOf, number, object } from "../comparison/rules.ts";
import type { PropertyRule } from "../comparison/rules.ts";
import type { Fields } from "../terraform/arguments.ts";
import { at, blockAt } from "../terraform/fields.ts";

/** A task definition's `volume` block. */
export const volumeFields: Fields = {
  name: at("Name"),
  host_path: at("Host/SourcePath"),
  configure_at_launch: at("ConfiguredAtLaunch"),
  docker_volume_configuration: blockAt("DockerVolumeConfiguration", {
    autoprovision: at("Autoprovision"),
    driver: at("Driver"),
    driver_opts: at("DriverOpts"),
    labels: at("Labels"),
    scope: at("Scope"),
  }),
  efs_volume_configuration: blockAt("EFSVolumeConfiguration", {
    file_system_id: at("FilesystemId"),
    root_directory: at("RootDirectory"),
    transit_encryption: at("TransitEncryption"),
    transit_encryption_port: at("TransitEncryptionPort"),
    authorization_config: blockAt("AuthorizationConfig", { access_point_id: at("AccessPointId"), iam: at("IAM") }),
  }),
  fsx_windows_file_server_volume_configuration: blockAt("FSxWindowsFileServerVolumeConfiguration", {
    file_system_id: at("FileSystemId"),
    root_directory: at("RootDirectory"),
    authorization_config: blockAt("AuthorizationConfig", {
      credentials_parameter: at("CredentialsParameter"),
      domain: at("Domain"),
    }),
  }),
};

const EFS = "Volumes/*/EFSVolumeConfiguration";
const FSX = "Volumes/*/FSxWindowsFileServerVolumeConfiguration";
const DOCKER = "Volumes/*/DockerVolumeConfiguration";

/** Volumes, by name. */
export const volumeRules: readonly (readonly [path: string, rule: PropertyRule])[] = [
  ["Volumes", keyed("Name")],
  ["Volumes/*/Name", exact()],
  ["Volumes/*/ConfiguredAtLaunch", boolean({ absentIs: false })],
  ["Volumes/*/Host", object()],
  ["Volumes/*/Host/SourcePath", exact({ absentIs: "" })],
  [DOCKER, object()],
  [`${DOCKER}/Autoprovision`, boolean({ absentIs: false })],
  [`${DOCKER}/Driver`, exact({ absentIs: "local" })],
  [`${DOCKER}/DriverOpts`, mapOf()],
  [`${DOCKER}/Labels`, mapOf()],
  [`${DOCKER}/Scope`, exact({ absentIs: "task" })],
  [EFS, object()],
  [`${EFS}/FilesystemId`, exact()],
  // The provider's default, and what ECS takes none for.
  [`${EFS}/RootDirectory`, exact({ absentIs: "/" })],
  [`${EFS}/TransitEncryption`, exact({ absentIs: "DISABLED" })],
  [`${EFS}/TransitEncryptionPort`, number({ absentIs: 0 })],
  [`${EFS}/AuthorizationConfig`, object()],
  [`${EFS}/AuthorizationConfig/AccessPointId`, exact({ absentIs: "" })],
  [`${EFS}/AuthorizationConfig/IAM`, exact({ absentIs: "DISABLED" })],
  [FSX, object()],
  [`${FSX}/FileSystemId`, exact()],
  [`${FSX}/RootDirectory`, exact()],
  [`${FSX}/AuthorizationConfig`, object()],
  [`${FSX}/AuthorizationConfig/CredentialsParameter`, exact()],
  [`${FSX}/AuthorizationConfig/Domain`, exact()],
];
