import { useCallback, useEffect, useState } from 'react'
import { Link, useLoaderData, useLocation, type ShouldRevalidateFunctionArgs } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { Modal } from '#ui/components/modal.tsx'
import { Button, Callout, MetaList } from '#ui/components/parts.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { act, noticeLoader, type Detail } from '../parts/data.ts'
import { Moment } from '../parts/fields.tsx'
import { History } from '../parts/history.tsx'
import { InsideLinks } from '#ui/console/inside-links.tsx'
import { AttachmentRows, OfficeFields, PlaceRows, ServiceRows, TopicPicks } from '../parts/lists.tsx'
import { NoticeStateMark } from '../parts/marks.tsx'
import { clean } from '../parts/merge.ts'
import { idOf, notesOf } from '../parts/notes.ts'
import { Refusal } from '../parts/refusal.tsx'
import { Steps } from '../parts/steps.tsx'
import { TakeAway } from '../parts/take-away.tsx'
import { TextFields, useOpenLang } from '../parts/text-fields.tsx'
import { Told, ToSee } from '../parts/told.tsx'
import { useDraft } from '../parts/use-draft.ts'
import { usePaths } from '#ui/console/paths.ts'
import { useSender } from '../parts/data.ts'
import { useWords } from '../parts/words.ts'

export { act as action, noticeLoader as loader }

/** From one language's tab to another nothing is read again. */
export function shouldRevalidate({ currentUrl, nextUrl, formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs): boolean {
  if (formMethod || currentUrl.pathname !== nextUrl.pathname) return defaultShouldRevalidate
  const rest = (url: URL) => { const left = new URLSearchParams(url.search); left.delete('text'); return left.toString() }
  return rest(currentUrl) === rest(nextUrl) && currentUrl.href !== nextUrl.href ? false : defaultShouldRevalidate
}

/** One notice: its words in three languages, its services, what is still to be seen to, the two words. */
export function Component() {
  const notice = useLoaderData() as Detail
  const { t, f } = useWords()
  const { to, inSpace } = usePaths()
  const draft = useDraft(notice)
  const { content, change, dirty, changed, version } = draft
  const saving = useSender()
  const open = useOpenLang(content)
  useHashFocus()
  // What was refused holds until the form is sent again; what was found, until it is read again.
  const refused = saving.outcome && !saving.outcome.ok ? saving.outcome.refused.fields : []
  const notes = notesOf(t, notice.checks, refused)
  const disabled = !notice.may.edit
  const shared = { content, change, notesOf: notes, disabled }
  const save = useCallback(() => {
    const sent = clean(content)
    change(() => sent)
    saving.send({ intent: 'save', body: { version, content: sent } })
  }, [content, change, saving, version])
  const { title } = content.texts[content.sourceLang]
  return (
    <InsideLinks>
      <title>{`${title} · ${notice.partyName}`}</title>
      <PageHead
        path={[{ label: t('list.title'), href: to('/notices') }, { label: notice.partyName }]} pathLabel={t('path')} title={title || t('untitled')}
        beside={<NoticeStateMark state={notice.state} inside={notice.inside} />}
        actions={<a className="button button-secondary" href={`/api/notices/${notice.id}/preview?lang=${open}`} target="_blank" rel="noopener"><Icon name="file" />{t('preview', { lang: t(`lang.${open}`) })}<span className="sr-only"> {t('newTab')}</span></a>}
      >
        <p className="page-lead">{t(notice.inside && notice.state === 'published' ? 'lead.inside' : `lead.${notice.state}`)} {dirty ? t('preview.saved') : ''}</p>
        <MetaList items={[
          { term: t('meta.body'), value: inSpace ? notice.partyName : <Link to={to(`/notices/bodies/${notice.partyId}`)}>{notice.partyName}</Link> },
          { term: t('meta.public'), value: notice.live ? <a href={notice.live.path} target="_blank" rel="noopener">{t(notice.state === 'published' ? 'live.same' : 'live.older')}<span className="sr-only"> {t('newTab')}</span></a> : t(notice.inside ? 'live.inside' : 'live.none') },
          { term: t('meta.updated'), value: <time dateTime={notice.updatedAt}>{f.moment(notice.updatedAt)}</time> },
          { term: t('meta.reading'), value: t.n('minutes', notice.readingMinutes) },
        ]} />
      </PageHead>
      <div className="page-body notice-page">
        {notice.state === 'withdrawn' && <Callout tone="calm" icon={<Icon name="info" />} title={t('withdrawn.title')}><p>{notice.reason === 'not_hit' ? t('withdrawn.notHit') : notice.reason} {t('withdrawn.again')}</p></Callout>}
        <Told draft={draft} isConflict={saving.outcome !== undefined && !saving.outcome.ok && saving.outcome.refused.code === 'conflict'} />
        <div className="notice-columns">
          {/* First in the page: on a phone what is still to be done stands before the long form. */}
          <div className="notice-side">
            <Steps notice={notice} dirty={dirty} />
            <ToSee notice={notice} refused={refused} dirty={dirty} />
          </div>
          <div className="notice-work">
            <Card title={t('texts.title')}><TextFields {...shared} /></Card>
            <Card title={t('services.title')}><ServiceRows {...shared} /></Card>
            <Card title={t('times.title')}>
              <div className="card-body notice-form notice-times">
                <Moment id={idOf('nextUpdateAt')} label={t('times.next')} hint={t('times.nextHint')} value={content.nextUpdateAt} notes={notes('nextUpdateAt')} disabled={disabled} quick none={t('times.nextNone')} onChange={(nextUpdateAt) => change((now) => ({ ...now, nextUpdateAt }))} />
                <Moment id={idOf('expiresAt')} label={t('times.expiry')} hint={t('times.expiryHint')} value={content.expiresAt} notes={notes('expiresAt')} disabled={disabled} onChange={(at) => { if (at) change((now) => ({ ...now, expiresAt: at })) }} />
              </div>
            </Card>
            <Card title={t('more.title')}>
              <div className="card-body notice-form"><PlaceRows {...shared} /><OfficeFields {...shared} /><AttachmentRows {...shared} /><TopicPicks {...shared} /></div>
            </Card>
            {!disabled && (
              <div className="save-bar">
                <Button type="button" disabled={saving.busy || !dirty} onClick={save}>{t(saving.busy ? 'sending' : 'save')}</Button>
                <p role="status">{saving.busy ? '' : dirty ? <><Glyph state="degraded" /> {t.n('unsaved', changed.length)} {notice.state === 'draft' || notice.state === 'withdrawn' ? '' : t('unsaved.falls')}</> : <><Icon name="tick" /> {t('allSaved')}</>}</p>
                <Refusal outcome={saving.outcome} kept={t('kept')} />
              </div>
            )}
          </div>
          <div className="notice-end">
            <TakeAway notice={notice} dirty={dirty} />
            <History notice={notice} />
          </div>
        </div>
      </div>
      <Leaving draft={draft} />
    </InsideLinks>
  )
}

/** A link to a field in another language's tab: the field is there only after the tab has changed. */
function useHashFocus(): void {
  const { hash, key } = useLocation()
  useEffect(() => {
    if (!hash.startsWith('#f-')) return
    const field = document.getElementById(hash.slice(1))
    field?.focus()
    field?.scrollIntoView({ block: 'center' })
  }, [hash, key])
}

function Leaving({ draft: { blocker } }: { draft: ReturnType<typeof useDraft> }) {
  const { t } = useWords()
  const [left, setLeft] = useState(false)
  return (
    <Modal id="leaving" title={t('leave.title')} open={blocker.state === 'blocked' && !left} onClose={() => blocker.reset?.()} closeLabel={t('close')}>
      <p>{t('leave.text')}</p>
      <div className="modal-buttons">
        <Button type="button" onClick={() => blocker.reset?.()}>{t('leave.stay')}</Button>
        <Button type="button" kind="secondary" onClick={() => { setLeft(true); blocker.proceed?.() }}>{t('leave.go')}</Button>
      </div>
    </Modal>
  )
}
