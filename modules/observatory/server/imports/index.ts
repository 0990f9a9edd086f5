/** What a command may call. */
import type { Actor } from '#platform/contract/index.ts'
import type { Seed } from '../../core/seed/index.ts'
import type { Context } from '../context.ts'
import { runImport, type Run, type Told } from './run.ts'
import { seed } from './seed.ts'
import { sentence } from './words.ts'

export function createImports(context: Context) {
  return { run: (actor: Actor, run: Run, onPart?: (told: Told) => void) => runImport(context, actor, run, onPart), seed: (actor: Actor, cases?: readonly Seed[]) => seed(context, actor, cases), sentence }
}
export type Imports = ReturnType<typeof createImports>
