/** The words of a person's own access (keys, sessions) and what its page loads. They come with the pages that say them only. */
import type { ResponseOf } from '#platform/contract/index.ts'
import { useLook } from '#ui/console/look.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import { listDelegations, listSessions, listTokens, type ApiToken, type OpenSession } from '../contract-access.ts'
import en from '../messages-access.en.json' with { type: 'json' }
import fr from '../messages-access.fr.json' with { type: 'json' }
import it from '../messages-access.it.json' with { type: 'json' }
import { attempt, auth, client } from './api.ts'
import type { Passkey } from './shapes.ts'

export const accessCatalogue: Catalogue<typeof it> = { it, fr, en }
export type AccessWords = Translator<typeof it>
type Key = keyof typeof it

export const accessWordsOf = (lang: Lang): AccessWords => translator(accessCatalogue, lang)
export const useAccessWords = (): AccessWords => accessWordsOf(useLook().lang)

export type Account = {
  readonly keys: readonly Passkey[]
  /** Absent for who holds no role: they can sign in and nothing more. */
  readonly sessions?: readonly OpenSession[]
  readonly tokens?: readonly ApiToken[]
  readonly scopes: readonly string[]
  readonly delegations?: ResponseOf<typeof listDelegations>
}

export async function loadAccount(signal: AbortSignal): Promise<Account> {
  const [keys, sessions, tokens, delegations] = await Promise.all([
    auth('GET /passkey/list-user-passkeys') as Promise<readonly Passkey[]>, attempt(() => client(listSessions, { signal })), attempt(() => client(listTokens, { signal })), attempt(() => client(listDelegations, { signal })),
  ])
  return { keys, ...(sessions.done ? { sessions: sessions.data.sessions } : {}), ...(tokens.done ? { tokens: tokens.data.tokens } : {}), scopes: tokens.done ? tokens.data.scopes : [], ...(delegations.done ? { delegations: delegations.data } : {}) }
}

/** `cases:read` → «Casi: leggere». */
export function sayScope(t: AccessWords, scope: string): string {
  const [area = '', what] = scope.split(':')
  return what === undefined ? t('scope.read') : `${sayArea(t, area)}: ${t(what === 'read' ? 'scope.area.read' : 'scope.area.write')}`
}

/** A module that came after these words is still named, by its own name. */
export const sayArea = (t: AccessWords, area: string): string => (`area.${area}` in it ? t(`area.${area}` as Key) : area)

export function sayDevice(t: AccessWords, { browser, system }: OpenSession['device']): string {
  return browser && system ? t('sessions.device', { browser, system }) : browser ?? system ?? t('sessions.device.unknown')
}
