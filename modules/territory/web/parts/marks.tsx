import { Link } from 'react-router'
import { Confidence } from '#ui/components/console-marks.tsx'
import { Icon, Glyph } from '#ui/icons/icon.tsx'
import type { DependencyItem } from '../../contract.ts'
import { confidenceLevel, confidenceWord, minutesText, say, usePen } from '../words.ts'

/** What stands behind an edge: shape, word and colour. */
export function EdgeState({ state }: { state: DependencyItem['state'] }) {
  const { t } = usePen()
  if (state === 'proposed') return <span className="chip tone-unknown"><Glyph state="unknown" />{t('state.proposed')}</span>
  if (state === 'confirmed') return <span className="chip tone-restored"><Icon name="tick" />{t('state.confirmed')}</span>
  if (state === 'denied') return <span className="chip"><Icon name="cross" />{t('state.denied')}</span>
  return <span className="chip tone-info"><Icon name="person" />{t('state.declared')}</span>
}

export function Sure({ confidence }: { confidence: number }) {
  const { t, f } = usePen()
  return <Confidence level={confidenceLevel(confidence)} word={`${confidenceWord(t, confidence)} · ${f.percent(confidence)}`} />
}

/** Kind of the edge and what its loss does, in a sentence: "Ospita: senza, si ferma dopo 12 ore; chi la legge legge i dati". */
export function EdgeEffect({ edge }: { edge: DependencyItem }) {
  const { t } = usePen()
  const time = edge.autonomyMinutes > 0 ? t('effect.within', { time: minutesText(t, edge.autonomyMinutes) }) : t('effect.atOnce')
  const parts = [
    edge.availability === 'none' ? t('effect.none') : `${edge.availability === 'group' ? t('effect.group', { k: edge.groupK ?? 1 }) : say(t, 'effect', edge.availability)} ${time}`,
    ...(edge.confidentiality ? [t('effect.confidentiality')] : []),
    ...(edge.integrity ? [t('effect.integrity')] : []),
  ]
  return (
    <span>{t('effect.line', { kind: say(t, 'depKind', edge.kind), effects: parts.join(t('effect.join')) })}</span>
  )
}

export function EdgeSource({ edge }: { edge: DependencyItem }) {
  const { t, f } = usePen()
  return (
    <span>
      {say(t, 'source', edge.source)}
      {edge.sourceDate && <>, <time dateTime={edge.sourceDate} className="time">{f.date(edge.sourceDate)}</time></>}
    </span>
  )
}

export const partyHref = (id: string): string => `/console/territory/parties/${id}`

export function PartyLink({ party }: { party: { readonly id: string; readonly name: string } | null }) {
  const { t } = usePen()
  return party ? <Link to={partyHref(party.id)}>{party.name}</Link> : <span className="soft">{t('web.notForYou')}</span>
}
