import { ErrorSummary, TextField } from '#ui/components/forms.tsx'
import { Button, Callout, MetaList } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { coordinationPaths } from '#modules/coordination/contract-pages.ts'
import { intakePaths } from '#modules/intake/contract-pages.ts'
import type { FollowView } from '#modules/intake/contract-public.ts'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { wordsOf, type Words } from './words.ts'

/** With number and code: what became of a report. The code is never in an address, so none is left in a history or a log. */
export function FollowPage({ view, pen }: { view: FollowView; pen: Pen }) {
  const w = wordsOf(pen)
  const { href } = pen
  const title = view.report ? w('follow.of', { ref: view.report.ref }) : w('follow.title')
  return (
    <Frame pen={pen} title={title} description={w('follow.lead')} hidden section="report" path={[{ label: w('follow.path') }]}>
      <div className="narrow">
        {view.problem && <ErrorSummary title={w(`follow.${view.problem}`)} kept={w('follow.call', { phone: pen.page.centre.emergency.phone })} errors={[{ field: 'code', text: w(`follow.${view.problem}Text`) }]} />}
        <h1>{title}</h1>
        {view.report ? <Report report={view.report} pen={pen} w={w} /> : (
          <>
            <p className="summary">{w('follow.lead')}</p>
            <form method="post" action={href(intakePaths.follow)} noValidate>
              <TextField name="ref" label={w('receipt.number')} hint={w('follow.refHint')} value={view.ref} required />
              <TextField name="code" label={w('receipt.code')} hint={w('follow.codeHint')} required />
              <p className="actions"><Button>{w('follow.open')}</Button></p>
            </form>
          </>
        )}
      </div>
    </Frame>
  )
}

function Report({ report, pen, w }: { report: NonNullable<FollowView['report']>; pen: Pen; w: Words }) {
  const { f, href } = pen
  return (
    <>
      {report.kept && <Callout icon={<Icon name="tick" />} title={w('follow.kept')} />}
      <p className="summary">{w(`follow.state.${report.state}`)}</p>
      {report.late && <Callout tone="degraded" icon={<Icon name="info" />} title={w('follow.late')}><p>{w('follow.lateText')}</p></Callout>}
      <MetaList items={[
        { term: w('receipt.at'), value: <TimeText at={report.receivedAt} formats={f} /> },
        { term: w('follow.about'), value: w(`situation.${report.situation}`) },
        ...(report.promiseAt && !report.late ? [{ term: w('follow.until'), value: <TimeText at={report.promiseAt} formats={f} /> }] : []),
      ]} />
      <h2>{w('follow.story')}</h2>
      <ol className="rows">
        {report.entries.map((one, i) => (
          <li key={i}>
            <p className="soft"><TimeText at={one.at} formats={f} /> · {w(`follow.by.${one.by}`)}</p>
            <p>{sentenceOf(one, w, (iso) => f.longMoment(iso))}</p>
            {one.kind === 'state' && one.text && <p>{one.text}</p>}
          </li>
        ))}
      </ol>
      {report.canWrite && (
        <form method="post" action={href(intakePaths.follow)} noValidate>
          <input type="hidden" name="ref" value={report.ref} />
          <input type="hidden" name="code" value={report.code} />
          <TextField name="word" label={w('follow.word')} hint={w('follow.wordHint')} lines={4} />
          <p className="actions"><Button>{w('follow.send')}</Button></p>
        </form>
      )}
      <p><a href={href(coordinationPaths.complaint)}>{w('guide.complaint')}</a> · <a href={href(coordinationPaths.responders)}>{w('guide.responders')}</a></p>
      <p className="soft">{pen.t('foot.authorities')}</p>
    </>
  )
}

type Entry = NonNullable<FollowView['report']>['entries'][number]
function sentenceOf({ kind, text, params }: Entry, w: Words, moment: (iso: string) => string): string {
  switch (kind) {
    case 'taken': return w('entry.taken', { name: String(params['name'] ?? '') })
    case 'promised': case 'missed': return w(`entry.${kind}`, { when: moment(String(params['until'])) })
    case 'state': return params['state'] === 'closed' ? w('entry.closed', { outcome: w(`outcome.${String(params['outcome']) as 'handled'}`) }) : w(params['state'] === 'waiting' ? 'entry.waiting' : 'entry.open')
    case 'received': return w('entry.received')
    case 'merged': return w('entry.merged')
    case 'detached': case 'undone': return w('entry.detached')
    default: return text
  }
}
