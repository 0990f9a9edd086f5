/** The page that a mail leads to: what comes, why, and the buttons. A mail program posts to the same address. */
import { field, readForm } from '#platform/http/forms.ts'
import type { Route } from '#platform/http/index.ts'
import type { PageAnswer } from '#platform/http/site.ts'
import { messagesPages, type MessagesPageName } from '../../contract-pages.ts'
import type { ChoicesView } from '../../contract-public.ts'
import { isMuteable } from '../../core/kinds.data.ts'
import type { Choices, ChoicesOf } from '../choices.ts'
import type { Context } from '../context.ts'

export function publicPages({ needs: { site } }: Context, choices: ChoicesOf): Route[] {
  const view = (token: string, found: Choices, more: Pick<ChoicesView, 'asked' | 'done'> = {}): ChoicesView => ({ ...found, token, address: hidden(found.address), ...more })
  const answers: Readonly<Record<MessagesPageName, PageAnswer>> = {
    choices: async ({ place, params: { token = '', step = '' } }) => {
      const found = await choices.byLink(token, place.lang)
      return site.draw(place, 'messages', view(token, found, isMuteable(step) ? { asked: step } : {}))
    },
    choose: async ({ place, params: { token = '', step = '' }, request }) => {
      const form = await readForm(request)
      // One click says nothing but that it is one: the address says what.
      const isOneClick = field(form, 'List-Unsubscribe', 40) === 'One-Click'
      const [what, muted] = isOneClick ? [step, true] as const : [field(form, 'what', 40), field(form, 'act', 10) === 'mute'] as const
      return site.draw(place, 'messages', view(token, await choices.changeByLink(token, place.lang, what, muted), { done: { what, muted } }))
    },
  }
  return site.routes(messagesPages, answers, { own: new Set(['choices', 'choose']) })
}

/** `se•••@comune.example` */
const hidden = (address: string): string => { const at = address.lastIndexOf('@'); return `${address.slice(0, Math.min(2, at))}•••${address.slice(at)}` }
