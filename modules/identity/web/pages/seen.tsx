import { Link, useLoaderData, useOutletContext, useSearchParams, type LoaderFunctionArgs } from 'react-router'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { bodyIn, inSpace, useSpace } from '#ui/console/space.ts'
import type { ResponseOf } from '#platform/contract/index.ts'
import { readSeen, type SeenEntry } from '../../contract.ts'
import { client, type Session } from '../api.ts'
import { Pager } from '../parts/pager.tsx'
import { Who } from '../parts/seenCard.tsx'
import { pathOfObject, sayDone, useSeenWords } from '../seen.ts'
import { inLang } from '../words.ts'

const PAGE = 50
type Seen = ResponseOf<typeof readSeen> & { readonly offset: number; readonly own: boolean }

export async function loader({ request }: LoaderFunctionArgs): Promise<Seen> {
  const search = new URL(request.url).searchParams
  const offset = Math.max(0, Math.trunc(Number(search.get('from') ?? 0)) || 0)
  const own = search.get('own') === 'yes'
  const partyId = bodyIn(request.url)
  if (!partyId) return { offset, own, total: 0, entries: [] } // on the way to the address that has one
  return { offset, own, ...(await client(readSeen, { query: { partyId, own: own ? 'yes' : 'no', limit: PAGE, offset }, signal: request.signal })) }
}

/** Who outside the body read or changed something of it: the body's own right to know. */
export function Component() {
  const t = useSeenWords()
  const { f, lang } = useLook()
  const space = useSpace()
  const { centre } = useOutletContext<Session>()
  const { total, entries, offset, own } = useLoaderData() as Seen
  const [search] = useSearchParams()
  return (
    <>
      <title>{`${t('page.title')} · ${inLang(centre.name, lang)}`}</title>
      <PageHead title={t('page.title')} actions={<Link className="button button-secondary" to={`${inSpace('/space/seen', space)}${own ? '' : '&own=yes'}`}>{t(own ? 'page.withoutOwn' : 'page.withOwn')}</Link>}>
        <p className="page-lead">{t(own ? 'page.lead.own' : 'page.lead', { body: space.body.name })} {t('page.auto')}</p>
      </PageHead>
      <div className="page-body">
        {entries.length === 0 ? <EmptyState title={t('page.none')}>{t('page.none.text')}</EmptyState> : (
          <section className="card">
            <DataTable
              caption={t('page.title')}
              captionHidden
              rows={entries}
              keyOf={({ id }) => String(id)}
              columns={[
                { key: 'when', header: t('page.when'), cell: (one) => <TimeText at={one.at} formats={f} /> },
                { key: 'who', header: t('page.who'), names: true, cell: (one) => <Who one={one} /> },
                { key: 'what', header: t('page.what'), cell: (one) => <What one={one} /> },
              ]}
            />
            <Pager total={total} shown={entries.length} offset={offset} size={PAGE} search={search} />
          </section>
        )}
      </div>
    </>
  )
}

function What({ one }: { one: SeenEntry }) {
  const t = useSeenWords()
  const space = useSpace()
  const path = pathOfObject(one.object)
  return (
    <>
      {sayDone(t, one.action)}
      {path && <> <Link to={inSpace(path, space)}>{t('page.open')}<span className="sr-only">: {sayDone(t, one.action)}</span></Link></>}
      {one.reason && <span className="under">{t('page.reason', { reason: one.reason })}</span>}
    </>
  )
}
