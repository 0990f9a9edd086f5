/** Bounds that keep a hostile or broken file from taking the memory of the server. */
export type Limits = {
  /** Bytes after gzip: a bomb of 1 MB can hold 1 GB. */
  readonly maxExpandedBytes: number
  /** Characters of one line or one JSON item; the largest of the real registries is 12,000. */
  readonly maxRecordChars: number
  /** Physical lines of one quoted CSV record before the opening quote is taken for a mistake. */
  readonly maxRecordLines: number
  /** Distinct keys remembered to find doubles (about 24 bytes each). */
  readonly maxKeys: number
}

export const defaultLimits: Limits = {
  maxExpandedBytes: 1024 * 1024 * 1024,
  maxRecordChars: 256 * 1024,
  maxRecordLines: 50,
  maxKeys: 8_000_000,
}

type FileError = Error & { fileProblem: { code: string; params: Record<string, string | number> } }

/** A trouble of the whole file; `readRegistry` turns it into a fatal outcome, it never reaches the caller as an exception. */
export function fileError(code: string, params: Record<string, string | number> = {}): FileError {
  return Object.assign(new Error(code), { fileProblem: { code, params } })
}

export function isFileError(error: unknown): error is FileError {
  return error instanceof Error && 'fileProblem' in error
}
