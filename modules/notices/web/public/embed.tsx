import { Document } from '#ui/components/document.tsx'
import { Callout } from '#ui/components/parts.tsx'
import { Glyph } from '#ui/icons/icon.tsx'
import { publicPaths, type EmbedView } from '#modules/notices/contract-public.ts'
import { answerOf } from '#modules/notices/contract-answer.ts'
import { markOf, ServiceState } from './states.tsx'
import type { Pen } from './words.ts'

/** A small document for a frame on a body's own site. Links leave the frame; nothing else of the centre is drawn. */
export function EmbedPage({ view, pen }: { view: EmbedView; pen: Pen }) {
  const { t, f, page, href } = pen
  const answer = answerOf(view.services.map((s) => s.state), t.n)
  const title = `${t('embed.title')} · ${view.name}`
  const troubled = view.services.filter((s) => s.state === 'down' || s.state === 'limited' || s.state === 'unknown')
  return (
    <Document
      lang={page.lang}
      title={title}
      description={answer.title}
      css={page.assets.css}
      fonts={[]}
      alternates={[]}
      hidden
      watermark={page.mode === 'exercise' ? t('mode.exercise') : undefined}
    >
      <main className="embed">
        <h1>{title}</h1>
        {page.mode !== 'live' && <p><strong>{page.mode === 'exercise' ? t('mode.exerciseMeaning') : t('mode.demoMeaning')}</strong></p>}
        <Callout tone={markOf[answer.state]} icon={<Glyph state={markOf[answer.state]} />} title={answer.title}>
          {answer.text && <p>{answer.text}</p>}
        </Callout>
        {troubled.length > 0 && (
          <ul className="rows">
            {troubled.map((s) => (
              <li key={s.name}>
                <span>{s.name}</span> <ServiceState state={s.state} t={t} />
              </li>
            ))}
          </ul>
        )}
        {view.notice && (
          <p>
            <a href={href(publicPaths.notice(view.notice.slug))} target="_top">{view.notice.title}</a>
          </p>
        )}
        <p>
          {t('updated', { when: f.moment(view.updatedAt) })}{' '}
          <a href={href(publicPaths.body(view.party))} target="_top">{t('embed.more')}</a>
        </p>
        <p className="soft">{page.centre.name}</p>
      </main>
    </Document>
  )
}
