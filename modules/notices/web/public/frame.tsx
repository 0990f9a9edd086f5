import type { ReactNode } from 'react'
import { Document } from '#ui/components/document.tsx'
import { keepNumbers } from '#ui/components/parts.tsx'
import { Breadcrumb, EmergencyBar, LanguageLinks, SiteFooter, SiteHeader, telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import { localPath, publicPaths, STOPPED_AT, type SectionKey } from '#modules/notices/contract-public.ts'
import { callLines, callWords } from './call.ts'
import type { Pen } from './words.ts'

type Props = {
  readonly pen: Pen
  readonly title: string
  readonly description: string
  /** Steps after "Home"; the last one is the page itself. Absent on the home page. */
  readonly path?: readonly { readonly label: string; readonly href?: string }[]
  readonly section?: SectionKey
  readonly hidden?: boolean
  /** The emergency page is its own bar. */
  readonly withoutAlarm?: boolean
  readonly children: ReactNode
}

/** What stands around every public document. */
export function Frame({ pen, title, description, path, section, hidden, withoutAlarm, children }: Props) {
  const { page, t, href } = pen
  const { centre } = page
  const exercise = page.mode === 'exercise'
  return (
    <Document
      lang={page.lang}
      title={`${exercise ? `[${t('mode.exercise')}] ` : ''}${title} · ${centre.name}`}
      description={description}
      css={page.assets.css}
      print={page.assets.print}
      fonts={page.assets.fonts}
      canonical={hidden ? undefined : page.origin + href(page.path)}
      alternates={hidden ? [] : page.langs.map((lang) => ({ lang, href: page.origin + localPath(page, page.path, lang) }))}
      feeds={centre.feeds && [
        { type: 'application/atom+xml', href: centre.feeds.atom, title: t('notices.title') },
        { type: 'application/feed+json', href: centre.feeds.json, title: t('notices.title') },
      ]}
      hidden={hidden || page.mode !== 'live'}
      watermark={exercise ? t('mode.exercise') : undefined}
    >
      <SiteHeader
        skip={t('skip')}
        emergency={!withoutAlarm && <Alarm pen={pen} />}
        region={centre.region}
        name={centre.name}
        badge={badgeOf(pen)}
        languages={<LanguageLinks label={t('lang.label')} links={page.langs.map((lang) => ({ lang, href: localPath(page, page.path, lang), current: lang === page.lang }))} />}
        enter={{ href: publicPaths.enter, label: t('enter') }}
        brand={(inside) => <a className="brand" href={href(publicPaths.home)}>{inside}</a>}
        nav={
          <nav className="nav" aria-label={t('nav.main')}>
            {centre.sections.map((s) => <a key={s.href} href={href(s.href)} aria-current={s.key === section || undefined}>{t(`section.${s.key}`)}</a>)}
          </nav>
        }
      />
      {exercise && (
        <aside className="exercise" aria-label={t('mode.exercise')}>
          <Icon name="flag" /> {t('mode.exerciseMeaning')}
        </aside>
      )}
      {/* Shown by the server on the copy it keeps for the time that nothing newer can be drawn. */}
      <aside className="stopped" hidden>{t('stopped', { when: STOPPED_AT })}</aside>
      {path && (
        <div className="wrap">
          <Breadcrumb label={t('nav.path')} items={[{ label: t('nav.home'), href: href(publicPaths.home) }, ...path]} />
        </div>
      )}
      <main id="content" className="wrap">{children}</main>
      <Foot pen={pen} />
    </Document>
  )
}

function Alarm({ pen }: { pen: Pen }) {
  const { page, t, href } = pen
  const { afterHours, open } = callWords(pen)
  return (
    <EmergencyBar
      label={t('alarm.label')}
      action={t('alarm.action')}
      href={href(publicPaths.emergency)}
      phone={page.centre.emergency.phone}
      lines={callLines(pen)}
      closed={open === false && !afterHours ? t('alarm.closed') : undefined}
    />
  )
}

function badgeOf({ page, t }: Pen) {
  if (page.mode === 'demo') return { word: t('mode.demo'), meaning: t('mode.demoMeaning') }
  if (page.mode === 'exercise') return { word: t('mode.exercise'), meaning: t('mode.exerciseMeaning') }
  return undefined
}

function Foot({ pen }: { pen: Pen }) {
  const { page, t, href } = pen
  const { centre } = page
  const { hours } = callWords(pen)
  const { phone } = centre.emergency
  const mail = (label: string, address: string): ReactNode => <>{label} <a href={`mailto:${address}`}>{address}</a></>
  return (
    <SiteFooter
      title={centre.name}
      lines={[
        centre.region,
        ...centre.address.map(keepNumbers),
        <>{t('foot.phone')} <a href={telHref(phone)}>{phone}</a>{hours && `, ${hours}`}</>,
        ...(centre.email ? [mail(t('foot.email'), centre.email)] : []),
        ...(centre.certifiedMail ? [mail(t('foot.certified'), centre.certifiedMail)] : []),
      ]}
      columns={[
        {
          title: t('foot.site'),
          links: [
            { href: href(publicPaths.responders), label: t('foot.responders') },
            { href: href(publicPaths.complaint), label: t('foot.complaint') },
            ...(centre.presentation ? [{ href: href(centre.presentation), label: t('foot.rfc2350') }] : []),
            { href: href(publicPaths.accessibility), label: t('foot.accessibility') },
            { href: href(publicPaths.privacy), label: t('foot.privacy') },
            { href: centre.licence.href, label: t('foot.licence', { name: centre.licence.name }) },
            { href: publicPaths.enter, label: t('foot.enter') },
          ],
        },
        {
          title: t('foot.informed'),
          links: [
            { href: href(publicPaths.status), label: t('foot.mail') },
            ...(centre.feeds ? [{ href: centre.feeds.atom, label: t('foot.atom') }, { href: centre.feeds.json, label: t('foot.json') }] : []),
          ],
        },
      ]}
      notes={[t('foot.authorities'), ...(page.mode === 'live' ? [] : [page.mode === 'demo' ? t('mode.demoMeaning') : t('mode.exerciseMeaning')])]}
    />
  )
}
