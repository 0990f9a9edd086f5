import { useState } from 'react'
import { useOutletContext } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { RadioGroup, TextField } from '#ui/components/forms.tsx'
import { Button, Callout } from '#ui/components/parts.tsx'
import type { Lang } from '#ui/i18n/lang.ts'
import { Icon } from '#ui/icons/icon.tsx'
import type { CardItem } from '../../contract.ts'
import type { Done } from '../data.ts'
import { useWords } from '../words.ts'
import { Ask, Press } from './ask.tsx'

/** What the frame hands down: the centre's name and telephone stand on the card. */
type Session = { readonly roles: readonly string[]; readonly centre: { readonly name: Readonly<Record<string, string>>; readonly phone: string; readonly languages: readonly Lang[] } }
export const useSession = (): Session => useOutletContext<Session>()

export function Cards({ body, items, issues }: { body: string; items: readonly CardItem[]; issues: boolean }) {
  const { t, f } = useWords()
  const [fresh, setFresh] = useState<Done['card']>()
  return (
    <Card title={t('cards.title')}>
      <div className="card-body">
        <p>{t('cards.lead')}</p>
        {fresh && <Printed body={body} fresh={fresh} />}
        {items.length === 0 ? <p>{t('cards.none')}</p> : (
          <ul className="coordination-list coordination-plain">
            {items.map((one) => (
              <li key={one.id}>
                <div>
                  <p><strong>{one.holder}</strong></p>
                  <p className="soft">{one.revokedAt ? t('cards.revoked', { name: one.revokedBy, when: f.moment(one.revokedAt) }) : `${t(one.valid ? 'cards.valid' : 'cards.ended')}, ${t('cards.to', { date: f.date(one.until) })}`}</p>
                </div>
                {issues && one.valid && <div className="coordination-acts"><Press id={`revoke-${one.id}`} label={t('cards.revoke')} about={one.holder} intent="card-revoke" hidden={{ id: one.id }} /></div>}
              </li>
            ))}
          </ul>
        )}
        {issues && (
          <p>
            <Ask id="card-new" label={t('cards.issue')} title={t('cards.issue')} intent="card" save={t('cards.issue')} onDone={({ data }) => setFresh(data.card)}>
              {(errorOf) => (
                <>
                  <TextField name="holder" label={t('cards.holder')} required {...errorOf('holder')} />
                  <TextField name="until" type="date" label={t('cards.until')} hint={t('consents.untilHint')} required {...errorOf('until')} />
                </>
              )}
            </Ask>
          </p>
        )}
      </div>
    </Card>
  )
}

/** The only place where the code is ever seen. On paper nothing else of the page is printed. */
function Printed({ body, fresh: { card, code } }: { body: string; fresh: NonNullable<Done['card']> }) {
  const { t, f, lang } = useWords()
  const { centre } = useSession()
  const [large, setLarge] = useState(false)
  return (
    <>
      <Callout icon={<Icon name="info" />} title={t('cards.once')} />
      <div className="coordination-size" onChange={(event) => setLarge((event.target as HTMLInputElement).value === 'large')}>
        <RadioGroup name="size" label={t('cards.size')} value="small" choices={[{ value: 'small', label: t('cards.small') }, { value: 'large', label: t('cards.large') }]} />
      </div>
      <div className={large ? 'paper-card paper-card-large' : 'paper-card'} data-code>
        <p className="paper-card-head">{t('cards.printed')}</p>
        <p><strong>{body}</strong></p>
        <p className="paper-card-code">{code}</p>
        <p>{t('cards.call', { phone: centre.phone || '112' })}</p>
        <p className="paper-card-small">{t('cards.keep')}</p>
        <p className="paper-card-small">{centre.name[lang] ?? Object.values(centre.name)[0]} · {card.holder} · {t('cards.to', { date: f.date(card.until) })}</p>
      </div>
      <p><Button kind="secondary" type="button" icon="print" onClick={() => window.print()}>{t('print')}</Button></p>
    </>
  )
}
