/** Data, assets and contacts of a party, to be said right, changed and taken away: in the body's space and in the console. */
import type { ReactNode } from 'react'
import { EmptyState } from '#ui/components/parts.tsx'
import { telHref } from '#ui/components/site.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { ResponseOf } from '#platform/contract/index.ts'
import { contactRoles, type readParty } from '../../contract.ts'
import { say, usePen, type Pen } from '../words.ts'
import { Sure } from './marks.tsx'
import { AssetForm, ContactForm, countryName, DatasetForm, type Asset, type Choices, type Dataset } from './own-forms.tsx'
import { Quick } from './quick.tsx'
import { Remove } from './remove.tsx'

type Detail = ResponseOf<typeof readParty>
type Props = { detail: Detail; choices: Choices; edits: boolean }

export function Datasets({ detail, choices, edits }: Props) {
  const pen = usePen()
  const { t, f } = pen
  return (
    <>
      {detail.datasets.length === 0 ? <EmptyState title={t('party.noData')}>{t(edits ? 'own.noDataHow' : 'party.noDataHow')}</EmptyState> : (
        <ul className="own-list">
          {detail.datasets.map((one) => (
            <Holding key={one.id} kind="dataset" one={one} name={one.name} edits={edits} form={<DatasetForm one={one} choices={choices} />}>
              <p><strong>{one.name}</strong>{one.classes.length > 0 && ` · ${t('own.dataOf', { classes: f.list(one.classes.map((c) => say(t, 'class', c))) })}`}{one.people !== null && ` · ${t.n('own.ofPeople', one.people)}`}</p>
              <p>{whereOf(pen, one, detail.party.id)} {one.serviceId ? t('own.usedBy', { service: nameOf(detail, one.serviceId) }) : <span className="soft">{t('own.notCounted')}</span>}</p>
            </Holding>
          ))}
        </ul>
      )}
      {edits && <p><DatasetForm choices={choices} /></p>}
    </>
  )
}

export function Assets({ detail, choices, edits }: Props) {
  const { t } = usePen()
  return (
    <>
      {detail.assets.length === 0 ? <EmptyState title={t('own.noAssets')}>{t(edits ? 'own.noAssetsHow' : 'own.noAssetsCentre')}</EmptyState> : (
        <ul className="own-list">
          {detail.assets.map((one) => (
            <Holding key={one.id} kind="asset" one={one} name={one.value} edits={edits} form={<AssetForm one={one} choices={choices} />}>
              <p><span className="soft">{say(t, 'asset', one.kind)}</span> <strong className={one.kind === 'product' ? undefined : 'mono'}>{one.value}</strong>{one.productVersion && ` ${t('own.version', { version: one.productVersion })}`}</p>
              {one.serviceId && <p>{t('own.usedBy', { service: nameOf(detail, one.serviceId) })}</p>}
            </Holding>
          ))}
        </ul>
      )}
      {edits && <p><AssetForm choices={choices} /></p>}
    </>
  )
}

export function Contacts({ detail, edits }: { detail: Detail; edits: boolean }) {
  const { t } = usePen()
  const missing = (['incident', 'dpo'] as const).filter((role) => !detail.contacts.some((one) => one.role === role))
  return (
    <>
      {edits && missing.length > 0 && detail.contacts.length > 0 && <p className="soft">{t('own.contactsMissing')} {missing.map((role) => say(t, 'role', role)).join(', ')}.</p>}
      {detail.contacts.length === 0 ? <p>{t(edits ? 'own.noContacts' : 'party.noContacts')}</p> : (
        <ul className="own-list">
          {detail.contacts.map((one) => {
            const own = contactRoles.some((role) => role === one.role)
            const name = one.name || one.email || one.phone
            return (
              <li key={one.id}>
                <div>
                  <p><span className="soft">{say(t, 'role', one.role)}</span>{one.name && <><br /><strong>{one.name}</strong></>}</p>
                  {one.email && <p><a href={`mailto:${one.email}`}>{one.email}</a></p>}
                  {one.phone && <p><a href={telHref(one.phone)}>{one.phone}</a></p>}
                </div>
                {edits && own && (
                  <div className="own-acts">
                    <ContactForm one={one} />
                    <Remove id={`gone-${one.id}`} intent="contact-remove" fields={{ id: one.id }} name={name} />
                  </div>
                )}
              </li>
            )
          })}
        </ul>
      )}
      {edits && <p><ContactForm /></p>}
    </>
  )
}

function Holding({ kind, one, name, edits, form, children }: { kind: 'dataset' | 'asset'; one: Dataset | Asset; name: string; edits: boolean; form: ReactNode; children: ReactNode }) {
  const { t, f } = usePen()
  const key = { kind, id: one.id, version: one.version }
  return (
    <li data-holding={one.id}>
      <div>
        {children}
        <p className="own-source soft">
          {one.state === 'confirmed' && <Icon name="tick" />}
          {[say(t, 'source', one.source), ...(one.sourceDate ? [f.date(one.sourceDate)] : [])].join(', ')} <Sure confidence={one.confidence} />
        </p>
      </div>
      {edits && (
        <div className="own-acts">
          {one.state === 'declared' && <Quick id={`yes-${one.id}`} intent="holding" kind="primary" fields={{ ...key, decision: 'confirm' }} label={t('own.yes')} spoken={t('own.yesHolding', { name })} />}
          {form}
          <Remove id={`no-${one.id}`} intent="holding" fields={{ ...key, decision: 'deny' }} name={name} />
        </div>
      )}
    </li>
  )
}

const nameOf = (detail: Detail, id: string): string => detail.services.find((one) => one.id === id)?.name ?? '–'

function whereOf({ t }: Pen, one: Dataset, partyId: string): string {
  const place = [one.place, countryName(t, one.country)].filter(Boolean).join(', ')
  const holder = one.heldBy && one.heldBy.id !== partyId ? t('own.at', { provider: one.heldOn ? `${one.heldBy.name}, ${one.heldOn.name}` : one.heldBy.name }) : one.heldOn ? t('own.atHidden') : t('own.atUs')
  return place ? `${holder} (${place}).` : `${holder}.`
}
