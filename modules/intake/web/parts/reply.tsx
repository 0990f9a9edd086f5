import { useCallback, useState } from 'react'
import { Button } from '#ui/components/parts.tsx'
import { useLook } from '#ui/console/look.tsx'
import { instantOf } from '#ui/i18n/local-time.ts'
import { outcomes } from '#modules/intake/contract.ts'
import type { Detail } from '../data.ts'
import { sayRefusal, useWords } from '../words.ts'
import { useAct } from './useAct.ts'

/** A word to the reporter, a note for colleagues, or the end. What is told and what is not is chosen, never guessed. */
export function Reply({ report, onDone }: { report: Detail; onDone: () => void }) {
  const t = useWords()
  const { timeZone } = useLook()
  const [how, setHow] = useState<'message' | 'note' | 'closed'>('message')
  const [text, setText] = useState('')
  const [until, setUntil] = useState('')
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('advised')
  const done = useCallback(() => { setText(''); setUntil(''); onDone() }, [onDone])
  const { act, busy, refused } = useAct(done)
  const send = () => {
    if (how === 'closed') return act({ intent: 'move', ids: [report.id], body: { state: 'closed', outcome, text } })
    const promiseAt = until === '' ? undefined : instantOf(until, timeZone)
    act({ intent: 'write', id: report.id, body: { text, told: how === 'message', ...(promiseAt ? { promiseAt } : {}) } })
  }
  return (
    <form className="reply-form" onSubmit={(event) => { event.preventDefault(); send() }}>
      <fieldset className="field"><legend>{t('reply.how')}</legend>
        {(['message', 'note', 'closed'] as const).map((one) => <label key={one} className="choice-line"><input type="radio" name="how" checked={how === one} onChange={() => setHow(one)} /> {t(`reply.${one}`)}</label>)}
      </fieldset>
      {how === 'closed' && <div className="field"><label htmlFor="outcome">{t('reply.outcome')}</label><select id="outcome" className="select-field" value={outcome} onChange={(event) => setOutcome(event.target.value as typeof outcome)}>{outcomes.map((one) => <option key={one} value={one}>{t(`outcome.${one}`)}</option>)}</select></div>}
      <div className="field"><label htmlFor="reply-text">{t('reply.text')}</label><textarea id="reply-text" rows={4} maxLength={10_000} value={text} required={how !== 'closed'} onChange={(event) => setText(event.target.value)} /></div>
      {how === 'message' && <div className="field"><label htmlFor="reply-until">{t('reply.until')}</label><p className="field-hint" id="reply-until-hint">{t('reply.untilHint')}</p><input id="reply-until" type="datetime-local" value={until} aria-describedby="reply-until-hint" onChange={(event) => setUntil(event.target.value)} /></div>}
      {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
      <p className="actions"><Button disabled={busy}>{busy ? t('act.busy') : t(`reply.${how}Do`)}</Button></p>
    </form>
  )
}
