import type { Keys } from '#platform/keys/index.ts'
import type { Ground } from '#platform/module.ts'

export type SharingNeeds = {
  /** Seals what peers gave us to come in by. */
  readonly keys: Pick<Keys, 'seal' | 'open'>
  /** For tests: peers may be on this machine, without https. */
  readonly localPeers?: boolean
}
export type Context = { readonly ground: Pick<Ground, 'db' | 'clock' | 'log' | 'publicUrl' | 'silent'>; readonly needs: SharingNeeds }
