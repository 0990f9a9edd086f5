/** The fields of a party's own word: data, assets, whom to call. The centre also says from where it knows, and how surely. */
import { useState } from 'react'
import type * as z from 'zod'
import { CheckGroup, RadioGroup, TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { assetKinds, contactRoles, dataClasses, type assetItem, type contactItem, type datasetItem } from '../../contract.ts'
import { say, usePen, type Words } from '../words.ts'
import { DialogForm } from './dialog-form.tsx'
import { HeldOn } from './held-on.tsx'

export type Dataset = z.output<typeof datasetItem>
export type Asset = z.output<typeof assetItem>
export type Contact = z.output<typeof contactItem>
export type Named = { readonly id: string; readonly name: string }
/** What the forms choose from: the party's services; and whether the centre is writing. */
export type Choices = { readonly services: readonly Named[]; readonly centre: boolean }

const countries = ['IT', 'FR', 'AT', 'BE', 'BG', 'CH', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'GB', 'GR', 'HR', 'HU', 'IE', 'IS', 'LI', 'LT', 'LU', 'LV', 'MT', 'NL', 'NO', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK', 'US'] as const
export const countryName = (t: Words, code: string): string => (code === '' ? '' : (new Intl.DisplayNames([t.lang], { type: 'region' }).of(code) ?? code))

function Saying({ one, errorOf }: { one: { source: string; sourceDate: string | null; confidence: number } | undefined; errorOf: (field: string) => string | undefined }) {
  const { t } = usePen()
  const level = one === undefined ? '1' : one.confidence >= 0.85 ? '1' : one.confidence >= 0.5 ? '0.7' : '0.4'
  return (
    <>
      <TextField name="source" label={t('own.source')} hint={t('own.sourceHint')} value={one && !['centre', 'declared'].includes(one.source) ? one.source : ''} optional={t('web.optional')} />
      <TextField name="sourceDate" type="date" label={t('own.sourceDate')} value={one?.sourceDate ?? ''} optional={t('web.optional')} {...wrong(errorOf('sourceDate'))} />
      <SelectField name="confidence" label={t('own.sure')} value={level} options={[{ value: '1', label: t('confidence.high') }, { value: '0.7', label: t('confidence.medium') }, { value: '0.4', label: t('confidence.low') }]} />
    </>
  )
}

export function DatasetForm({ one, choices }: { one?: Dataset; choices: Choices }) {
  const { t } = usePen()
  return (
    <DialogForm id={`dataset-${one?.id ?? 'new'}`} intent="dataset" label={t(one ? 'own.change' : 'own.addData')} title={t(one ? 'own.changeData' : 'own.addData')} save={t('own.save')} {...(one ? { about: one.name, hidden: { id: one.id, version: one.version } } : {})}>
      {(errorOf) => (
        <>
          <TextField name="name" label={t('own.dataName')} hint={t('own.dataNameHint')} value={one?.name ?? ''} required {...wrong(errorOf('name'))} />
          <CheckGroup name="classes" label={t('own.classes')} values={one?.classes ?? ['common']} choices={dataClasses.map((value) => ({ value, label: t(`own.class.${value}`) }))} />
          <SelectField name="serviceId" label={t('own.forService')} hint={t('own.forServiceHint')} value={one?.serviceId ?? ''} options={[{ value: '', label: t('own.noService') }, ...choices.services.map(({ id, name }) => ({ value: id, label: name }))]} />
          <HeldOn chosen={one?.heldOn ? { id: one.heldOn.id, name: `${one.heldBy?.name ?? ''}: ${one.heldOn.name}` } : null} />
          <SelectField name="country" label={t('own.country')} value={one?.country ?? ''} options={[{ value: '', label: t('fact.unknown') }, ...countries.map((value) => ({ value, label: countryName(t, value) }))]} />
          <TextField name="place" label={t('own.place')} hint={t('own.placeHint')} value={one?.place ?? ''} optional={t('web.optional')} />
          <TextField name="people" label={t('own.people')} inputMode="numeric" value={one?.people == null ? '' : String(one.people)} optional={t('web.optional')} {...wrong(errorOf('people'))} />
          {choices.centre && <Saying one={one} errorOf={errorOf} />}
        </>
      )}
    </DialogForm>
  )
}

export function AssetForm({ one, choices }: { one?: Asset; choices: Choices }) {
  const { t } = usePen()
  const [kind, setKind] = useState(one?.kind ?? 'domain')
  return (
    <DialogForm id={`asset-${one?.id ?? 'new'}`} intent="asset" label={t(one ? 'own.change' : 'own.addAsset')} title={t(one ? 'own.changeAsset' : 'own.addAsset')} save={t('own.save')} {...(one ? { about: one.value, hidden: { id: one.id, version: one.version } } : {})}>
      {(errorOf) => (
        <>
          <div onChange={(event) => { const target = event.target as unknown as HTMLInputElement; if (target.name === 'kind') setKind(assetKinds.find((each) => each === target.value) ?? 'domain') }}>
            <RadioGroup name="kind" label={t('own.assetKind')} value={kind} choices={assetKinds.map((value) => ({ value, label: t(`own.asset.${value}`), hint: t(`own.asset.${value}.hint`) }))} />
          </div>
          <TextField name="value" label={t(`own.value.${kind}`)} value={one?.value ?? ''} required {...wrong(errorOf('value'))} />
          {kind === 'product' && <TextField name="productVersion" label={t('own.productVersion')} value={one?.productVersion ?? ''} optional={t('web.optional')} />}
          <SelectField name="serviceId" label={t('own.assetService')} value={one?.serviceId ?? ''} options={[{ value: '', label: t('own.noService') }, ...choices.services.map(({ id, name }) => ({ value: id, label: name }))]} />
          {choices.centre && <Saying one={one} errorOf={errorOf} />}
        </>
      )}
    </DialogForm>
  )
}

export function ContactForm({ one }: { one?: Contact }) {
  const { t, lang } = usePen()
  return (
    <DialogForm id={`contact-${one?.id ?? 'new'}`} intent="contact" label={t(one ? 'own.change' : 'own.addContact')} title={t(one ? 'own.changeContact' : 'own.addContact')} save={t('own.save')} {...(one ? { about: one.name || one.email || one.phone, hidden: { id: one.id, version: one.version } } : {})}>
      {(errorOf) => (
        <>
          <SelectField name="role" label={t('own.contactRole')} value={one?.role ?? 'incident'} options={contactRoles.map((value) => ({ value, label: say(t, 'role', value) }))} />
          <TextField name="name" label={t('own.contactName')} hint={t('own.contactNameHint')} value={one?.name ?? ''} optional={t('web.optional')} />
          <TextField name="email" type="email" label={t('own.contactEmail')} value={one?.email ?? ''} {...wrong(errorOf('email'))} />
          <TextField name="phone" type="tel" label={t('own.contactPhone')} value={one?.phone ?? ''} {...wrong(errorOf('phone'))} />
          <SelectField name="language" label={t('own.contactLanguage')} value={one?.language ?? lang} options={(['it', 'fr', 'en'] as const).map((value) => ({ value, label: new Intl.DisplayNames([t.lang], { type: 'language' }).of(value) ?? value }))} />
        </>
      )}
    </DialogForm>
  )
}

const wrong = (error: string | undefined): { error?: string } => (error === undefined ? {} : { error })
