import { useCallback, useState } from 'react'
import { Link, useLoaderData, useNavigate } from 'react-router'
import { Button, EmptyState } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import { situations, type Situation } from '#modules/intake/contract.ts'
import type { Done, ownReportsLoader } from '../data.ts'
import { nameOf } from '../parts/marks.tsx'
import { useAct } from '../parts/useAct.ts'
import { sayRefusal, useWords } from '../words.ts'

/** What a body has told the centre, and the place to tell something new: for whoever is signed in, in one step. */
export function OwnReportsPage() {
  const { items, total } = useLoaderData<typeof ownReportsLoader>()
  const t = useWords()
  const { f } = useLook()
  const space = useSpace()
  return (
    <>
      <title>{`${t('own.title')} · ${space.body.name}`}</title>
      <div className="page-head">
        <h1>{t('own.title')}</h1>
        <p className="page-lead">{t('own.lead')}</p>
      </div>
      <div className="space-columns">
        <section className="space-panel" aria-labelledby="own-new">
          <h2 id="own-new">{t('own.new')}</h2>
          <NewReport key={space.body.id} />
        </section>
        <section className="space-panel" aria-labelledby="own-list">
          <h2 id="own-list">{t('own.list')}</h2>
          {items.length === 0 ? <EmptyState title={t('own.none')}>{t('own.noneText')}</EmptyState> : (
            <ul className="space-rows">
              {items.map((one) => (
                <li key={one.id}>
                  <div>
                    <p><Link to={inSpace(`/space/reports/${one.id}`, space)}>{nameOf(one, t)}</Link></p>
                    <p className="soft"><span className="mono">{one.ref}</span> · <TimeText at={one.receivedAt} formats={f} /></p>
                  </div>
                  <span>{t(`own.state.${one.state}`)}</span>
                </li>
              ))}
            </ul>
          )}
          {total > items.length && <p className="soft">{t('own.more', { n: f.number(items.length), total: f.number(total) })}</p>}
        </section>
      </div>
    </>
  )
}

function NewReport() {
  const t = useWords()
  const { lang } = useLook()
  const space = useSpace()
  const navigate = useNavigate()
  // Of this form: pressed twice, or sent again after a lost answer, it is one report.
  const [key] = useState(() => crypto.randomUUID())
  const { act, busy, refused } = useAct(useCallback(({ data }: Done) => { void navigate(inSpace(`/space/reports/${(data as { id: string }).id}`, space)) }, [navigate, space]), inSpace('/space/reports', space))
  return (
    <form onSubmit={(event) => {
      event.preventDefault()
      const form = new FormData(event.currentTarget)
      act({ intent: 'file', body: { externalId: key, partyId: space.body.id, who: 'body', whoName: space.body.name, situation: String(form.get('situation')) as Situation, words: String(form.get('words')), danger: form.get('danger') !== null, lang } })
    }}>
      <div className="field"><label htmlFor="own-situation">{t('report.what')}</label><select id="own-situation" name="situation" className="select-field" defaultValue="unknown">{situations.map((one) => <option key={one} value={one}>{t(`situation.${one}`)}</option>)}</select></div>
      <div className="field"><label htmlFor="own-words">{t('own.words')}</label><p className="field-hint" id="own-words-hint">{t('own.wordsHint')}</p><textarea id="own-words" name="words" rows={6} maxLength={20_000} required aria-describedby="own-words-hint" /></div>
      <label className="choice-line"><input type="checkbox" name="danger" /> {t('report.dangerYes')}</label>
      {refused && <p className="field-error" role="alert">{sayRefusal(t, refused)}</p>}
      <p className="actions"><Button disabled={busy}>{busy ? t('act.busy') : t('own.do')}</Button></p>
      <p className="soft">{t('own.notAuthority')}</p>
    </form>
  )
}
