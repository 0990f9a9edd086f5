import { Link, useFetcher, useLoaderData, useOutletContext, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import type { ResponseOf } from '#platform/contract/index.ts'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { closeEmergency, readEmergency } from '../../contract-emergency.ts'
import { useAccessWords } from '../access.ts'
import { attempt, client, textOf, type Outcome, type Session } from '../api.ts'
import { ProblemOf, refusedOf } from '../parts/notice.tsx'
import { inLang, useWords } from '../words.ts'

type Report = ResponseOf<typeof readEmergency>
export const loader = ({ params, request }: LoaderFunctionArgs): Promise<Report> => client(readEmergency, { params: { emergencyId: params['emergencyId']! }, signal: request.signal })
export async function action({ params, request }: ActionFunctionArgs): Promise<Outcome> {
  const form = await request.formData()
  return attempt(() => client(closeEmergency, { params: { emergencyId: params['emergencyId']! }, body: { remark: textOf(form, 'remark') } }))
}
export { unlessRefused as shouldRevalidate } from '../api.ts'

/** What somebody did with a role of some hours, and the word of another coordinator on it. */
export function Component() {
  const t = useWords()
  const a = useAccessWords()
  const { f, lang } = useLook()
  const session = useOutletContext<Session>()
  const one = useLoaderData() as Report
  const title = a('em.title', { who: one.person })
  return (
    <>
      <title>{`${title} · ${inLang(session.centre.name, lang)}`}</title>
      <PageHead title={title}>
        <p className="page-lead"><Link to="/console/people">{a('em.back')}</Link></p>
      </PageHead>
      <div className="page-body people report">
        <section className="card">
          <div className="card-body">
            <MetaList items={[
              { term: a('em.state'), value: a(`em.state.${one.state}`) }, { term: a('em.role'), value: t(`role.${one.role}`) }, { term: a('em.given'), value: one.givenBy ?? a('em.given.server') },
              { term: a('em.from'), value: <TimeText at={one.givenAt} formats={f} /> }, { term: a('em.until'), value: <TimeText at={one.until} formats={f} /> },
            ]} />
            <h2>{a('em.reason')}</h2>
            <Paragraphs texts={one.reason.split('\n')} />
          </div>
        </section>
        <section className="card">
          <header className="card-head"><h2>{a('em.did')}</h2></header>
          <div className="card-body"><p className="soft">{one.done.length === 0 ? a('em.did.none') : a('em.did.hint')}</p></div>
          {one.done.length > 0 && (
            <DataTable caption={a('em.did')} captionHidden rows={one.done} keyOf={({ id }) => String(id)} columns={[
              { key: 'when', header: a('em.when'), names: true, cell: ({ at }) => <TimeText at={at} formats={f} /> },
              { key: 'what', header: a('em.what'), cell: ({ action, reason }) => <><span className="mono">{action}</span>{reason && <span className="under">{reason}</span>}</> },
              { key: 'object', header: a('em.object'), cell: ({ object }) => <span className="mono">{object || '–'}</span> },
            ]} />
          )}
          {one.more && <div className="card-body"><p>{a('em.did.more')}</p></div>}
        </section>
        <Closing one={one} />
      </div>
    </>
  )
}

function Closing({ one }: { one: Report }) {
  const a = useAccessWords()
  const fetcher = useFetcher<Outcome>()
  const wrong = refusedOf(fetcher.data)?.fields.some(({ path }) => path === 'body.remark') ?? false
  if (one.closedBy) {
    return (
      <Card title={a('em.closedBy', { who: one.closedBy })}>
        <div className="card-body"><Paragraphs texts={one.remark.split('\n')} /></div>
      </Card>
    )
  }
  return (
    <Card title={a('em.close')}>
      <div className="card-body">
        {!one.mayClose ? <p>{a('em.notYou')}</p> : (
          <fetcher.Form method="post">
            <ProblemOf outcome={fetcher.data} />
            {one.state === 'running' && <p>{a('em.close.means')}</p>}
            <TextField name="remark" lines={4} label={a('em.remark')} hint={a('em.remark.hint')} error={wrong ? a('em.reason.wrong') : undefined} required />
            <Button disabled={fetcher.state !== 'idle'}>{a('em.close')}</Button>
          </fetcher.Form>
        )}
      </div>
    </Card>
  )
}
