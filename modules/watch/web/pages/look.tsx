/** Words in the lines of one body. */
import { useState } from 'react'
import { Form, useActionData, useNavigation } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Finder, type Found } from '#ui/components/finder.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { SEARCH } from '../../contract-hunts.ts'
import type { BackOutcome, Looked } from '../data-back.ts'
import { findParties } from '../data.ts'
import { HiddenFields } from '../parts/ask.tsx'
import { Frame } from '../parts/frame.tsx'
import { sayRefused, useWords } from '../words.ts'

const DAY_MS = 86_400_000
const DAYS_BACK = 7

export function LookPage() {
  const { t, now } = useWords()
  const outcome = useActionData() as BackOutcome | undefined
  const [party, setParty] = useState<Found>()
  const busy = useNavigation().state !== 'idle'
  const day = (back: number) => new Date(Date.parse(now) - back * DAY_MS).toISOString().slice(0, 10)
  return (
    <Frame tab="look">
      <p>{t('look.lead')} {t('look.bounds', { lines: SEARCH.lines, seconds: SEARCH.seconds })}</p>
      <Card title={t('look.new')}>
        <Form method="post" className="card-body watch-form">
          <HiddenFields intent="look" hidden={{ partyId: party?.id ?? '' }} />
          <Finder label={t('look.body')} name="found" find={findParties} none={t('sources.noBody')} chosen={party?.id} onChoose={setParty} />
          <TextField name="words" label={t('look.words')} hint={t('look.wordsHint')} required />
          <TextField name="from" type="date" label={t('look.from')} value={day(DAYS_BACK)} required />
          <TextField name="to" type="date" label={t('look.to')} value={day(0)} required />
          {outcome && !outcome.done && <p className="field-error" role="alert">{sayRefused(t, outcome.refused)}</p>}
          <Button disabled={busy || !party}>{t('look.go')}</Button>
          {busy && <p role="status" className="busy-line"><progress aria-label={t('look.busy')} /> {t('look.busy')}</p>}
        </Form>
      </Card>
      {outcome?.done && outcome.looked && !busy && <Answer looked={outcome.looked} words={outcome.words ?? ''} />}
    </Frame>
  )
}

function Answer({ looked, words }: { looked: Looked; words: string }) {
  const { t, f } = useWords()
  const title = t('look.found', { words, n: f.number(looked.lines.length) })
  return (
    <Card title={title}>
      <div className="card-body">
        <p role="status">{t(`look.end.${looked.end}`)} {looked.newest ? t('look.newest', { when: f.moment(looked.newest) }) : ''}</p>
      </div>
      {looked.lines.length === 0 ? <div className="card-body"><EmptyState title={t('look.none')}>{t('look.noneLead')}</EmptyState></div> : (
        <DataTable
          caption={title} captionHidden rows={looked.lines.map((line, n) => ({ ...line, n }))} keyOf={(one) => String(one.n)}
          columns={[
            { key: 'at', header: t('look.at'), names: true, cell: (one) => <TimeText at={one.at} formats={f} /> },
            { key: 'source', header: t('alert.source'), cell: (one) => one.source },
            { key: 'line', header: t('look.line'), cell: (one) => <pre tabIndex={0} aria-label={t('lines.one', { n: one.n + 1 })}>{one.line}{one.cut && ' …'}</pre> },
          ]}
        />
      )}
    </Card>
  )
}
