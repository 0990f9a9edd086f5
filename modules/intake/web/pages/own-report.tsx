import { useCallback, useRef } from 'react'
import { Link, useLoaderData, useRevalidator } from 'react-router'
import { Button, MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { useLook } from '#ui/console/look.tsx'
import { inSpace, useSpace } from '#ui/console/space.ts'
import type { ownReportLoader } from '../data.ts'
import { nameOf, Promise } from '../parts/marks.tsx'
import { Story } from '../parts/story.tsx'
import { useAct } from '../parts/useAct.ts'
import { sayRefusal, useWords } from '../words.ts'

/** One report of a body: what was promised, what happened, and a word to add. */
export function OwnReportPage() {
  const report = useLoaderData<typeof ownReportLoader>()
  const t = useWords()
  const { f } = useLook()
  const space = useSpace()
  const { revalidate } = useRevalidator()
  const form = useRef<HTMLFormElement>(null)
  const { act, busy, refused } = useAct(useCallback(() => { form.current?.reset(); void revalidate() }, [revalidate]), inSpace('/space/reports', space))
  return (
    <>
      <title>{`${report.ref} · ${t('own.title')}`}</title>
      <div className="page-head">
        <p><Link to={inSpace('/space/reports', space)}>{t('own.title')}</Link></p>
        <h1>{nameOf(report, t)}</h1>
        <p className="page-lead"><span className="mono">{report.ref}</span> · {t(`own.state.${report.state}`)}</p>
      </div>
      <div className="space-columns">
        <section className="space-panel" aria-labelledby="own-what">
          <h2 id="own-what">{t('own.wrote')}</h2>
          <MetaList items={[
            { term: t('report.what'), value: t(`situation.${report.situation}`) },
            { term: t('desk.arrived'), value: <TimeText at={report.receivedAt} formats={f} /> },
            ...(report.promiseAt ? [{ term: t('follow.until'), value: <Promise at={report.promiseAt} missed={report.promisesMissed} /> }] : []),
            ...(report.caseRef ? [{ term: t('desk.case'), value: report.caseRef }] : []),
          ]} />
          {report.words ? <div className="quote"><Paragraphs texts={report.words.split(/\n{2,}/)} /></div> : <p className="soft">{t('desk.noWords')}</p>}
        </section>
        <section className="space-panel" aria-labelledby="own-story">
          <h2 id="own-story">{t('story.title')}</h2>
          <Story entries={report.entries} />
          <form ref={form} onSubmit={(event) => { event.preventDefault(); act({ intent: 'reply', id: report.id, text: String(new FormData(event.currentTarget).get('text')) }) }}>
            <div className="field"><label htmlFor="own-reply">{t('own.reply')}</label><textarea id="own-reply" name="text" rows={4} maxLength={4000} required /></div>
            {refused && <p className="field-error" role="alert">{refused === 'conflict' ? t('own.ended') : sayRefusal(t, refused)}</p>}
            <p className="actions"><Button kind="secondary" disabled={busy}>{busy ? t('act.busy') : t('own.replyDo')}</Button></p>
          </form>
        </section>
      </div>
    </>
  )
}
