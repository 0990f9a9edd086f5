/** Where lines wait, and who reads them. */
import { join } from 'node:path'

/** Without whom nothing of a queue goes: the rules, and the archive. */
export const SPOOL_READERS = ['', 'archive'] as const
export const spoolFolder = (dataFolder: string): string => join(dataFolder, 'watch', 'spool')
