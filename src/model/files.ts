/** One entry of a file tree. `hash` identifies the content: equal hashes, equal bytes. */
export type TreeEntry = {
  readonly path: string;
  readonly kind: "file" | "symlink" | "submodule";
  readonly hash: string;
  /** In bytes; null where the source does not say. */
  readonly size: number | null;
};

/** A file's text, or why there is none. Symlinks are never followed. */
export type FileContent =
  | { readonly kind: "text"; readonly text: string; readonly hash: string }
  | {
      readonly kind: "unreadable";
      readonly reason: "missing" | "symlink" | "submodule" | "too-large" | "binary" | "failed";
      readonly message: string;
      /** What a binary file holds, where the source gives it: some only need its hash. */
      readonly bytes?: Uint8Array;
    };

/** Files over this size are not read: a problem instead. In bytes. Templates may be larger: see `maxBytesOf`. */
export const MAX_FILE_BYTES = 512 * 1024;

/**
 * What CloudFormation itself takes, in bytes: "Template may not exceed 1000000 bytes in size"
 * (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html).
 */
export const MAX_TEMPLATE_BYTES = 1_000_000;

const TEMPLATE = /\.(?:ya?ml|json|template)$/i;
const TERRAFORM = /\.(?:tf|tfvars)\.json$/i;

/** The size up to which a file is read, in bytes, by its name: what may be a template is read as far as CloudFormation takes it. */
export function maxBytesOf(path: string): number {
  return TEMPLATE.test(path) && !TERRAFORM.test(path) ? MAX_TEMPLATE_BYTES : MAX_FILE_BYTES;
}

/** One revision's files, wherever they come from. Paths are relative to the repository's root, with `/`, without `./`. */
export type FileTree = {
  readonly revision: string;
  /**
   * Every entry below a folder, at any depth (`""`: the whole tree), in path order. Who needs only those that lie in the
   * folder itself says so with `own`, and may still be given all.
   */
  list(folder: string, which?: "own"): Promise<readonly TreeEntry[]>;
  /** Contents of the paths, in one batch; a path that is not there gives `missing`. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, FileContent>>;
};

/** What a change does to the files: both trees, and the paths whose content differs between them. */
export type ChangeSet = {
  readonly base: FileTree;
  /** What merging would give. */
  readonly head: FileTree;
  /** Paths that were added, changed or removed; a rename is one removed and one added. */
  readonly changed: ReadonlySet<string>;
  /** Paths that merging cannot decide, because both sides changed them. */
  readonly conflicts: ReadonlySet<string>;
};
