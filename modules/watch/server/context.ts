import type { CasesService } from '#modules/cases/contract.ts'
import type { TerritoryService } from '#modules/territory/contract.ts'
import type { Ground } from '#platform/module.ts'
import type { Stream } from '#platform/stream/index.ts'
import type { CompileRules } from './matching.ts'

export type WatchNeeds = {
  readonly cases: Pick<CasesService, 'open' | 'note' | 'facts'>
  readonly territory: Pick<TerritoryService, 'parties' | 'graph'>
  /** Rules as they are written, made into one matcher over raw lines. */
  readonly compile: CompileRules
  /** Name of this process: each writes a queue of its own. */
  readonly process: string
  /** Where lines wait, instead of the spool of each process. */
  readonly stream?: Stream | undefined
  /** Bytes that wait on the disk, of this process. */
  readonly spoolBytes?: number
  /** Ports of syslog that the centre says are its own. */
  readonly syslog?: { readonly tls?: number | undefined; readonly plain?: number | undefined } | undefined
  /** Bytes of lines in one transaction. */
  readonly stepBytes?: number
}
export type Context = { readonly ground: Pick<Ground, 'db' | 'clock' | 'log' | 'publicUrl' | 'dataFolder' | 'archive' | 'logs'>; readonly needs: WatchNeeds }
