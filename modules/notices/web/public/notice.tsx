import { Callout, keepNumbers, Lines, MetaList, Paragraphs } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { TimeText } from '#ui/components/time-text.tsx'
import { Glyph, Icon } from '#ui/icons/icon.tsx'
import { publicPaths, type NoticeView } from '#modules/notices/contract-public.ts'
import { Frame } from './frame.tsx'
import { markOf, ServiceState } from './states.tsx'
import type { Pen } from './words.ts'

/** One "Avviso" with the fields of the Modello Comuni, in the order in which a citizen asks for them. */
export function NoticePage({ view, pen }: { view: NoticeView; pen: Pen }) {
  const { t, href } = pen
  const parts = partsOf(view, pen)
  return (
    <Frame
      pen={pen}
      title={`${view.title} · ${view.partyName}`}
      description={view.summary}
      section="notices"
      hidden={view.expired}
      path={[{ label: t('section.notices'), href: href(publicPaths.notices) }, { label: view.title }]}
    >
      <div className="notice">
        <Head view={view} pen={pen} />
        <nav className="index" aria-labelledby="index-title">
          <h2 id="index-title">{t('notice.index')}</h2>
          <ul>{parts.map((p) => <li key={p.id}><a href={`#${p.id}`}>{p.title}</a></li>)}</ul>
        </nav>
        <article className="article">
          <Warnings view={view} pen={pen} />
          {parts.map((p) => (
            <section key={p.id} aria-labelledby={p.id}>
              <h2 id={p.id}>{p.title}</h2>
              {p.body}
            </section>
          ))}
          <History view={view} pen={pen} />
        </article>
        <aside className="notice-side" aria-label={t('notice.more')}>
          <p><a href={`${href(publicPaths.body(view.party))}#subscribe`}><Icon name="mail" />{t('notice.follow')}</a></p>
          <p><a href={href(publicPaths.body(view.party))}><Icon name="building" />{t('notice.status')}</a></p>
          <h2>{t('notice.topics')}</h2>
          <ul className="topics">{view.topics.map((topic) => <li key={topic} className="chip">{topic}</li>)}</ul>
        </aside>
      </div>
    </Frame>
  )
}

function Head({ view, pen: { t, f, href } }: { view: NoticeView; pen: Pen }) {
  return (
    <div className="notice-head">
      <p className="kind">
        <span className="chip tone-info"><Icon name="notice" />{t(`kind.${view.kind}`)}</span>
        <a href={href(publicPaths.body(view.party))}>{view.partyName}</a>
      </p>
      <h1>{view.title}</h1>
      <p className="summary">{view.summary}</p>
      <MetaList
        items={[
          { term: t('notice.date'), value: <TimeText at={view.publishedAt} formats={f} style="date" /> },
          { term: t('notice.expiry'), value: <TimeText at={view.expiresAt} formats={f} style="date" /> },
          { term: t('notice.reading'), value: t.n('notice.minutes', view.readingMinutes) },
          { term: t('notice.updated'), value: <TimeText at={view.updatedAt} formats={f} /> },
        ]}
      />
    </div>
  )
}

/** "Ultimo aggiornamento" closes the text, as the model asks; what changed is for who wants to know. */
function History({ view, pen: { t, f } }: { view: NoticeView; pen: Pen }) {
  const [before, after] = t('notice.last').split('{when}')
  return (
    <div className="last">
      <p>{before}<TimeText at={view.updatedAt} formats={f} style="longMoment" />{after}</p>
      {view.history.length > 0 && (
        <details>
          <summary>{t.n('notice.history', view.history.length)}</summary>
          <ol>{view.history.map((h) => <li key={h.at}><TimeText at={h.at} formats={f} /> · {h.what}</li>)}</ol>
        </details>
      )}
    </div>
  )
}

function Warnings({ view, pen: { t, f } }: { view: NoticeView; pen: Pen }) {
  return (
    <>
      {view.expired && (
        <Callout tone="calm" icon={<Icon name="history" />} title={t('notice.expired', { when: f.date(view.expiresAt) })}>
          <p>{t('notice.expiredText')}</p>
        </Callout>
      )}
      {view.translatedFrom && <p className="translated">{t(`notice.translated.${view.translatedFrom}`)}</p>}
      <Callout tone={markOf[view.answer.state]} icon={<Glyph state={markOf[view.answer.state]} />} title={view.answer.title}>
        {view.answer.text && <p>{view.answer.text}</p>}
      </Callout>
    </>
  )
}

function partsOf(view: NoticeView, pen: Pen) {
  const { t, f, href } = pen
  const over = view.answer.state === 'restored' || view.answer.state === 'working'
  return [
    {
      id: 'what',
      title: over ? t('notice.downRestored') : t('notice.down'),
      body: (
        <>
          <DataTable
            stays
            caption={over ? t('notice.downRestored') : t('notice.down')}
            captionHidden
            rows={view.outage.services}
            keyOf={(s) => s.name}
            columns={[
              { key: 'service', header: t('col.service'), names: true, cell: (s) => s.name },
              { key: 'state', header: t('col.state'), cell: (s) => <ServiceState state={s.state} t={t} /> },
              { key: 'since', header: t('col.since'), cell: (s) => (s.since ? <TimeText at={s.since} formats={f} /> : <span className="soft">{t('since.none')}</span>) },
            ]}
          />
          <div className="prose"><Paragraphs texts={view.outage.cause} /></div>
        </>
      ),
    },
    {
      id: 'works',
      title: t('notice.works'),
      body: (
        <>
          <div className="prose"><Paragraphs texts={view.stillWorks.text} /></div>
          {view.stillWorks.places.length > 0 && (
            <ul className="places lines">
              {view.stillWorks.places.map((p) => (
                <li key={p.name}>
                  <strong>{p.name}</strong>
                  <Lines texts={p.lines} />
                </li>
              ))}
            </ul>
          )}
        </>
      ),
    },
    {
      id: 'deadlines',
      title: t('notice.deadlines'),
      body: view.citizenDeadlines.length === 0 ? <div className="prose"><p>{t('notice.deadlines.none')}</p></div> : (
        <ul className="prose bullets">
          {view.citizenDeadlines.map((d) => (
            <li key={d}>{keepNumbers(d)}</li>
          ))}
        </ul>
      ),
    },
    { id: 'data', title: t('notice.data'), body: <div className="prose"><Paragraphs texts={view.personalData} /></div> },
    ...(view.falseMessages.length > 0 ? [{ id: 'false', title: t('notice.false'), body: <div className="prose"><Paragraphs texts={view.falseMessages} /></div> }] : []),
    ...(view.nextUpdateAt
      ? [{
          id: 'next',
          title: t('notice.next'),
          body: (
            <Callout tone="calm" icon={<Icon name="clock" />} title={<TimeText at={view.nextUpdateAt} formats={f} style="longMoment" />}>
              <p>
                {t('notice.nextText')} <a href={`${href(publicPaths.body(view.party))}#subscribe`}>{t('notice.follow')}</a>
              </p>
            </Callout>
          ),
        }]
      : []),
    {
      id: 'by',
      title: t('notice.by'),
      body: (
        <div className="lines">
          <strong>{view.office.href ? <a href={view.office.href}>{view.office.name}</a> : view.office.name}</strong>
          <Lines texts={[...new Set([...view.office.lines, ...view.contact])]} />
          {view.site && <a href={view.site}>{t('body.site')}</a>}
        </div>
      ),
    },
    ...(view.attachments.length > 0
      ? [{
          id: 'attachments',
          title: t('notice.attachments'),
          body: (
            <ul className="lines">
              {view.attachments.map((a) => <li key={a.href}><Icon name="file" /> <a href={a.href}>{a.name}</a> <span className="soft">{a.kind}, {a.size}</span></li>)}
            </ul>
          ),
        }]
      : []),
  ]
}
