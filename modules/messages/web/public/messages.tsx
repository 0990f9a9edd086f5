import { Callout } from '#ui/components/parts.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { translator, type Catalogue, type Translator } from '#ui/i18n/translator.ts'
import { messagesPath } from '#modules/messages/contract-pages.ts'
import type { ChoicesView } from '#modules/messages/contract-public.ts'
import en from '#modules/messages/messages.en.json' with { type: 'json' }
import fr from '#modules/messages/messages.fr.json' with { type: 'json' }
import it from '#modules/messages/messages.it.json' with { type: 'json' }
import { Frame } from '#modules/notices/web/public/frame.tsx'
import type { Pen } from '#modules/notices/web/public/words.ts'

const catalogue: Catalogue<typeof it> = { it, fr, en }
type Words = Translator<typeof it>

/** What an address receives. Every button is a form of its own: no script, no account. */
export function MessagesPage({ view, pen }: { view: ChoicesView; pen: Pen }) {
  const t = translator(catalogue, pen.page.lang)
  const action = pen.href(messagesPath(view.token, 'all'))
  const nameOf = (what: string): string => view.kinds.find((one) => one.what === what)?.name ?? t(what === 'now' ? 'page.whole.now' : 'page.whole.weekly')
  const isMuted = (what: string): boolean => (what === 'weekly' ? view.weeklyMuted : what === 'now' ? view.nowMuted : view.kinds.some((one) => one.what === what && one.muted))
  const { asked, done } = view
  return (
    <Frame pen={pen} title={t('page.title')} description={t('page.title')} hidden path={[{ label: t('page.path') }]}>
      <div className="narrow">
        {done && <Callout icon={<Icon name="tick" />} title={t('page.done')}><p>{sayDone(t, done, nameOf(done.what))}</p></Callout>}
        <h1>{t('page.title')}</h1>
        <p className="summary">{t('page.lead', { address: view.address })}</p>
        {asked && !done && !isMuted(asked) && (
          <Callout icon={<Icon name="info" />} title={t('page.asked')}>
            <p>{t('page.askedText', { what: nameOf(asked) })}</p>
            <Choose {...{ t, action, what: asked, name: nameOf(asked), muted: false }} />
          </Callout>
        )}
        <h2>{t('page.reasons')}</h2>
        {view.reasons.length === 0 ? <p>{t('page.noReasons')}</p> : <ul className="bullets">{view.reasons.map((one) => <li key={one}>{one}</li>)}</ul>}
        <h2>{t('page.how')}</h2>
        <p>{t('page.budget')}</p>
        <ul className="rows">
          {(['weekly', 'now'] as const).map((what) => (
            <li key={what}>
              <h3>{nameOf(what)}</h3>
              <p>{t(`page.wholeWhy.${what}`)}</p>
              {isMuted(what) && <p><strong>{t(what === 'now' ? 'page.slowNow' : 'page.muted')}</strong></p>}
              <Choose {...{ t, action, what, name: nameOf(what), muted: isMuted(what) }} />
            </li>
          ))}
        </ul>
        <h2>{t('page.kinds')}</h2>
        <ul className="rows">
          {view.kinds.map((one) => (
            <li key={one.what}>
              <h3>{one.name}</h3>
              <p>{one.why}</p>
              <p>{one.muted ? <strong>{t('page.muted')}</strong> : t(one.required ? 'page.required' : `page.${one.fastest}`)}</p>
              {!one.required && <Choose {...{ t, action, what: one.what, name: one.name, muted: one.muted }} />}
            </li>
          ))}
        </ul>
        <p className="soft">{t('page.foot')}</p>
      </div>
    </Frame>
  )
}

function Choose({ t, action, what, name, muted }: { t: Words; action: string; what: string; name: string; muted: boolean }) {
  return (
    <form method="post" action={action}>
      <input type="hidden" name="what" value={what} />
      <input type="hidden" name="act" value={muted ? 'unmute' : 'mute'} />
      <p className="actions"><button className="button button-secondary" aria-label={t('of', { what: labelOf(t, what, muted), name })}>{labelOf(t, what, muted)}</button></p>
    </form>
  )
}

const labelOf = (t: Words, what: string, muted: boolean): string => (what === 'now' ? t(muted ? 'page.fast' : 'page.slow') : t(muted ? 'page.unmute' : 'page.mute'))
const sayDone = (t: Words, { what, muted }: NonNullable<ChoicesView['done']>, name: string): string =>
  what === 'now' ? t(muted ? 'page.doneSlow' : 'page.doneFast') : t(muted ? 'page.doneMuted' : 'page.doneUnmuted', { what: name })
