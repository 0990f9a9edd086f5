import { ButtonLink, Callout, keepNumbers, MetaList } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { intakePaths } from '#modules/intake/contract-pages.ts'
import { guided, type Guided, type ReceiptView } from '#modules/intake/contract-public.ts'
import { callLines } from '#modules/notices/web/public/call.ts'
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'
import { wordsOf } from './words.ts'

/** Number and code, by when somebody answers, and what to do meanwhile. Printed, it is one sheet. */
export function ReceiptPage({ view, pen }: { view: ReceiptView; pen: Pen }) {
  const w = wordsOf(pen)
  const { f, href, page } = pen
  const known = (guided as readonly string[]).includes(view.situation) ? (view.situation as Guided) : undefined
  return (
    <Frame pen={pen} title={w('receipt.title')} description={w('receipt.title')} hidden section="report" path={[{ label: w('report.path') }]}>
      <div className="narrow">
        <h1>{w('receipt.title')}</h1>
        <p className="summary">{view.answerBy ? w('receipt.by', { when: f.longMoment(view.answerBy) }) : w('receipt.soon')}</p>
        {view.again && <p>{w('receipt.again')}</p>}
        <div className="panel">
          <h2>{w('receipt.keep')}</h2>
          <MetaList items={[
            { term: w('receipt.number'), value: <strong className="reference">{view.ref}</strong> },
            { term: w('receipt.code'), value: <strong className="reference">{view.code}</strong> },
            { term: w('receipt.at'), value: <TimeText at={view.receivedAt} formats={f} /> },
          ]} />
          <p>{w('receipt.keepText')}</p>
          {view.mailed && <p>{w('receipt.mailed')}</p>}
        </div>
        <h2>{w('receipt.next')}</h2>
        <ol className="numbered">
          <li>{w('receipt.next.1')}</li>
          <li>{w('receipt.next.2')}</li>
          <li>{keepNumbers(w('receipt.next.3', { phone: page.centre.emergency.phone }))}{callLines(pen).map((line) => <p key={line} className="soft">{line}</p>)}</li>
        </ol>
        <Callout tone="degraded" icon={<Icon name="info" />} title={w('receipt.notInsteadTitle')}><p>{w('receipt.notInstead')}</p></Callout>
        <p className="actions">
          {known && <ButtonLink href={href(intakePaths.situation(known))}>{w('receipt.meanwhile')}</ButtonLink>}
          <ButtonLink kind="secondary" href={href(intakePaths.follow)}>{w('receipt.follow')}</ButtonLink>
        </p>
      </div>
    </Frame>
  )
}
