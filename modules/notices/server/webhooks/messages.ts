/** Bodies of webhook messages (standardwebhooks.com): type, timestamp, data. Only what the public can read. */
import { publicPaths } from '../../contract-public.ts'
import type { NoticeContent } from '../../contract.ts'

export type HookType = 'notice.published' | 'notice.updated' | 'notice.restored' | 'notice.withdrawn' | 'status.changed'
type Data = {
  readonly publicUrl?: string
  readonly party: { readonly id: string; readonly name: string; readonly slug?: string }
  readonly notice?: { readonly slug: string; readonly number: number; readonly content?: NoticeContent }
  readonly services?: readonly { readonly name: string; readonly state: string; readonly since: Date | null }[]
}

export function hookMessage(type: HookType, at: Date, { publicUrl, party, notice, services }: Data): string {
  const content = notice?.content
  return JSON.stringify({
    type, timestamp: at.toISOString(),
    data: {
      party: { ...party, ...(publicUrl && party.slug ? { url: publicUrl + publicPaths.body(party.slug) } : {}) },
      ...(notice ? { notice: {
        slug: notice.slug, number: notice.number, ...(publicUrl ? { url: publicUrl + publicPaths.notice(notice.slug) } : {}),
        ...(content ? { title: by(content, 'title'), summary: by(content, 'summary'), expiresAt: content.expiresAt, nextUpdateAt: content.nextUpdateAt } : {}),
      } } : {}),
      services: (services ?? content?.services ?? []).map(({ name, state, since }) => ({ name, state, since })),
    },
  })
}

const by = (content: NoticeContent, field: 'title' | 'summary') => ({ it: content.texts.it[field], fr: content.texts.fr[field], en: content.texts.en[field] })
