import { parseArn } from "../../../resources/arn.ts";
import { argumentAt } from "../language/functions/arguments.ts";
import type { FunctionSpec, FunctionTable, TerraformFunction } from "../language/functions/function.ts";
import { withMarks } from "../language/marks.ts";
import { listOf, text, unknown } from "../language/term.ts";
import type { Marks, Term } from "../language/term.ts";
import { BOOL, DYNAMIC, listType, STRING } from "../language/types.ts";
import type { Type } from "../language/types.ts";
import { parentOf } from "../module/paths.ts";
import { fileFunctions } from "./file-functions.ts";
import { findInParentFolders, includedPath } from "./folders.ts";
import { absolutePath, relativePath } from "./paths.ts";
import { readConfig } from "./read-config.ts";
import { readVariableFile } from "./read-variable-file.ts";
import type { ConfigScope } from "./scope.ts";

/** Commands, as Terragrunt's documentation of its functions lists them. */
const COMMANDS = {
  get_terraform_commands_that_need_vars: ["apply", "console", "destroy", "import", "plan", "push", "refresh"],
  get_terraform_commands_that_need_input: ["apply", "import", "init", "plan", "refresh"],
  get_terraform_commands_that_need_locking: [
    "apply",
    "destroy",
    "import",
    "init",
    "plan",
    "refresh",
    "taint",
    "untaint",
  ],
  get_terraform_commands_that_need_parallelism: ["apply", "plan", "destroy"],
};

/**
 * Terragrunt's own functions, as one file of a configuration sees them
 * (https://terragrunt.gruntwork.io/docs/reference/hcl/functions/). What only the machine knows that runs it is unknown.
 */
export function functionsOf(scope: ConfigScope): ReadonlyMap<string, TerraformFunction> {
  const tables = [fileFunctions(scope.run), folderFunctions(scope), accountFunctions(scope), elsewhere, commands()];
  return new Map(tables.flatMap((table) => Object.entries(table)));
}

function folderFunctions(scope: ConfigScope): FunctionTable {
  const { run, configPath, file, isIncluded } = scope;
  const here = parentOf(configPath);
  const absolute = (folder: string) => () => text(absolutePath(run.root, folder));
  const toIncluded = (args: readonly Term[]) => {
    const path = includedPath(scope, args);
    return typeof path === "object" ? path : parentOf(path ?? configPath);
  };
  return {
    find_in_parent_folders: strings((args) => findInParentFolders(scope, args)),
    get_terragrunt_dir: strings(absolute(here), 0),
    get_original_terragrunt_dir: strings(absolute(parentOf(run.unit)), 0),
    get_repo_root: strings(absolute(""), 0),
    get_path_from_repo_root: strings(() => text(relativePath("", here)), 0),
    get_path_to_repo_root: strings(() => text(relativePath(here, "")), 0),
    path_relative_to_include: strings((args) => {
      const folder = isIncluded ? parentOf(file.path) : toIncluded(args);
      return typeof folder === "object" ? folder : text(relativePath(folder, here));
    }),
    path_relative_from_include: strings((args) => {
      const folder = isIncluded ? parentOf(file.path) : toIncluded(args);
      return typeof folder === "object" ? folder : text(relativePath(here, folder));
    }),
    get_parent_terragrunt_dir: strings((args) => {
      const folder = isIncluded ? parentOf(file.path) : toIncluded(args);
      return typeof folder === "object" ? folder : text(absolutePath(run.root, folder));
    }),
    read_terragrunt_config: {
      kind: "function",
      parameters: [{ name: "path", type: STRING }],
      rest: {
        name: "default",
        type: DYNAMIC,
        allowNull: true,
        allowUnknown: true,
        allowMarked: true,
        allowDynamic: true,
      },
      returns: DYNAMIC,
      nullable: true,
      call: (args) => readConfig(scope, argumentAt(args, 0), args[1]),
    },
    read_tfvars_file: strings((args) => readVariableFile(scope, argumentAt(args, 0)), 1),
    mark_as_read: strings((args) => argumentAt(args, 0), 1),
  };
}

/** Terragrunt works with the role that it is told to assume, else with the credentials that it is run with. */
function accountFunctions(scope: ConfigScope): FunctionTable {
  const whoRuns = "depends on who runs Terragrunt";
  return {
    get_aws_account_id: strings(() => accountOf(scope), 0),
    get_aws_account_alias: unknowable("get_aws_account_alias", "is known only to AWS"),
    get_aws_caller_identity_arn: unknowable("get_aws_caller_identity_arn", whoRuns),
    get_aws_caller_identity_user_id: unknowable("get_aws_caller_identity_user_id", whoRuns),
  };
}

function accountOf({ run, file }: ConfigScope): Term {
  const role = file.attributes.find(({ name }) => name === "iam_role")?.value;
  const arn = role?.kind === "string" ? parseArn(role.value) : undefined;
  if (arn) return text(arn.account);
  if (role) return unknown(STRING, "`get_aws_account_id` is that of the role in `iam_role`, which is not known");
  if (!run.assumesRoles) return text(run.place.account);
  return unknown(STRING, "`get_aws_account_id` is that of the credentials, from which another role is assumed");
}

const elsewhere: FunctionTable = {
  get_env: {
    kind: "function",
    parameters: [{ name: "name", type: STRING }],
    rest: { name: "default", type: STRING, allowUnknown: true },
    returns: STRING,
    call: (args) => {
      const name = argumentAt(args, 0);
      const which = name.kind === "string" && !name.sensitive ? ` \`${name.value}\`` : "";
      return unknown(STRING, `environment variable${which} is set only where Terragrunt runs`);
    },
  },
  run_cmd: unknowable("run_cmd", "runs a command, which is not done here"),
  sops_decrypt_file: unknowable("sops_decrypt_file", "decrypts a secret, which is not done here", { sensitive: true }),
  get_platform: unknowable("get_platform", "depends on the machine that runs Terragrunt"),
  get_terraform_command: unknowable("get_terraform_command", "depends on the command that is run"),
  get_terraform_cli_args: unknowable(
    "get_terraform_cli_args",
    "depends on the command that is run",
    {},
    listType(STRING),
  ),
  get_terragrunt_source_cli_flag: unknowable("get_terragrunt_source_cli_flag", "depends on the command that is run"),
  get_working_dir: unknowable("get_working_dir", "depends on the machine that runs Terragrunt"),
  get_default_retryable_errors: unknowable(
    "get_default_retryable_errors",
    "depends on the version of Terragrunt",
    {},
    listType(STRING),
  ),
  mark_glob_as_read: unknowable("mark_glob_as_read", "is not worked out", {}, listType(STRING)),
  constraint_check: unknowable("constraint_check", "is not worked out", {}, BOOL),
  deep_merge: unknowable("deep_merge", "is not worked out", {}, DYNAMIC),
};

function commands(): FunctionTable {
  return Object.fromEntries(
    Object.entries(COMMANDS).map(([name, list]) => {
      const value = listOf(
        STRING,
        list.map((command) => text(command)),
      );
      return [name, strings(() => value, 0, listType(STRING))];
    }),
  );
}

/** A function of any number of strings, or of exactly `count`. */
function strings(call: (args: readonly Term[]) => Term, count?: number, returns: Type = STRING): FunctionSpec {
  const parameter = { name: "argument", type: STRING };
  const parameters = Array.from({ length: count ?? 0 }, () => parameter);
  return { kind: "function", parameters, ...(count === undefined && { rest: parameter }), returns, call };
}

function unknowable(name: string, reason: string, marks: Marks = {}, returns: Type = STRING): FunctionSpec {
  const rest = { name: "argument", type: DYNAMIC, allowNull: true, allowUnknown: true, allowDynamic: true } as const;
  const call = () => withMarks(unknown(returns, `function \`${name}\` ${reason}`), marks);
  return { kind: "function", parameters: [], rest, returns, call };
}
