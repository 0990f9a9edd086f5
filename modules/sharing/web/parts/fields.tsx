/** Fields of what a coordinator sets: the same for a new thing and one that is changed. */
import { useState } from 'react'
import { tlps } from '#platform/contract/tlp.ts'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { audiences, peerAuths, peerKinds, type CollectionItem, type GroupItem, type PeerDetail } from '../../contract.ts'
import { tlpName, useWords } from '../words.ts'

type Named = { readonly id: string; readonly name: string }

export function CollectionFields({ collection, groups }: { collection?: CollectionItem; groups: readonly GroupItem[] }) {
  const { t } = useWords()
  return (
    <>
      {!collection && <TextField name="alias" label={t('collection.alias')} hint={t('collection.aliasHint')} required />}
      <TextField name="title" label={t('collection.title')} value={collection?.title ?? ''} required />
      <TextField name="description" label={t('description')} value={collection?.description ?? ''} optional={t('optional')} />
      <SelectField name="audience" label={t('collection.audience')} value={collection?.audience ?? 'partners'} options={audiences.map((value) => ({ value, label: t(`audience.${value}`) }))} />
      <SelectField name="groupId" label={t('collection.group')} hint={t('collection.groupHint')} value={collection?.group?.id ?? ''} options={[{ value: '', label: t('none') }, ...groups.map((one) => ({ value: one.id, label: one.name }))]} />
      <CheckGroup name="open" label={t('collection.writing')} choices={[{ value: 'yes', label: t('collection.open') }]} values={collection?.open ? ['yes'] : []} />
    </>
  )
}

export function GroupFields({ group, peers }: { group?: GroupItem; peers: readonly Named[] }) {
  const { t } = useWords()
  return (
    <>
      <TextField name="name" label={t('name')} value={group?.name ?? ''} required />
      <TextField name="description" label={t('description')} value={group?.description ?? ''} optional={t('optional')} />
      <CheckGroup name="members" label={t('group.members')} choices={peers.map((one) => ({ value: one.id, label: one.name }))} values={group?.members.map((one) => one.id) ?? []} />
    </>
  )
}

type PeerFieldsProps = { peer?: PeerDetail; collections: readonly CollectionItem[]; groups: readonly GroupItem[] }

export function PeerFields({ peer, collections, groups }: PeerFieldsProps) {
  const { t } = useWords()
  const [kind, setKind] = useState<string>(peer?.kind ?? 'taxii')
  const isFeed = kind === 'misp'
  return (
    <>
      {peer ? <input type="hidden" name="kind" value={kind} /> : <SelectField name="kind" label={t('misp.kind')} hint={t('misp.kindHint')} value={kind} onChange={setKind} options={peerKinds.map((value) => ({ value, label: t(`misp.kind.${value}`) }))} />}
      <TextField name="name" label={t('name')} value={peer?.name ?? ''} required />
      {isFeed ? <TextField name="url" label={t('misp.url')} hint={t('misp.urlHint')} value={peer?.url ?? ''} required /> : <TextField name="url" label={t('peer.url')} hint={t('peer.urlHint')} value={peer?.url ?? ''} optional={t('optional')} />}
      <SelectField name="auth" label={t('peer.auth')} value={peer?.auth ?? 'none'} options={peerAuths.map((value) => ({ value, label: t(`auth.${value}`) }))} />
      <TextField name="secret" type="password" label={t('peer.secret')} hint={t(peer ? 'peer.secretKept' : 'peer.secretHint')} autoComplete="off" optional={t('optional')} />
      <SelectField name="tlp" label={t('misp.tlp')} hint={t('misp.tlpHint')} value={peer?.tlp ?? ''} options={[{ value: '', label: t('misp.tlpNone') }, ...tlps.map((value) => ({ value, label: tlpName(value) }))]} />
      {isFeed ? <FeedFields {...(peer ? { peer } : {})} collections={collections} groups={groups} /> : <ExchangeFields {...(peer ? { peer } : {})} collections={collections} groups={groups} />}
    </>
  )
}

const useChoices = (collections: readonly CollectionItem[], groups: readonly GroupItem[]) => {
  const { t } = useWords()
  return { choices: collections.map((one) => ({ value: one.id, label: one.title })), ofGroups: [{ value: '', label: t('none') }, ...groups.map((group) => ({ value: group.id, label: group.name }))] }
}
/** Of a feed all is read, into one collection. */
function FeedFields({ peer, collections, groups }: PeerFieldsProps) {
  const { t } = useWords()
  const { choices, ofGroups } = useChoices(collections, groups)
  const [one] = peer?.pulls ?? []
  return choices.length === 0 ? null : (
    <fieldset>
      <legend>{t('misp.read')}</legend>
      <SelectField name="pullCollection" label={t('peer.into')} value={one?.collection.id ?? choices[0]!.value} options={choices} />
      <SelectField name="pullGroup" label={t('peer.forGroup')} hint={t('peer.forGroupHint')} value={one?.group?.id ?? ''} options={ofGroups} />
    </fieldset>
  )
}

/** One row more than there are: a row without a name over there is none. */
function ExchangeFields({ peer, collections, groups }: PeerFieldsProps) {
  const { t } = useWords()
  const { choices, ofGroups } = useChoices(collections, groups)
  const rows = <T,>(list: readonly T[]): (T | undefined)[] => (choices.length === 0 ? [] : [...list, undefined])
  return (
    <>
      {rows(peer?.pulls ?? []).map((one, i) => (
        <fieldset key={one?.id ?? 'new-pull'}>
          <legend>{t('peer.pull', { n: i + 1 })}</legend>
          <TextField name="pullRemote" label={t('peer.remote')} value={one?.remote ?? ''} optional={t('optional')} />
          <SelectField name="pullCollection" label={t('peer.into')} value={one?.collection.id ?? choices[0]!.value} options={choices} />
          <SelectField name="pullGroup" label={t('peer.forGroup')} hint={t('peer.forGroupHint')} value={one?.group?.id ?? ''} options={ofGroups} />
        </fieldset>
      ))}
      {rows(peer?.pushes ?? []).map((one, i) => (
        <fieldset key={one?.id ?? 'new-push'}>
          <legend>{t('peer.push', { n: i + 1 })}</legend>
          <SelectField name="pushCollection" label={t('peer.from')} value={one?.collection.id ?? choices[0]!.value} options={choices} />
          <TextField name="pushRemote" label={t('peer.remote')} value={one?.remote ?? ''} optional={t('optional')} />
        </fieldset>
      ))}
    </>
  )
}
