/** Fields of what a coordinator sets: the same for a new thing and one that is changed. */
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import { audiences, peerAuths, type CollectionItem, type GroupItem, type PeerDetail } from '../../contract.ts'
import { useWords } from '../words.ts'

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

/** One row more than there are: a row without a name over there is none. */
export function PeerFields({ peer, collections, groups }: { peer?: PeerDetail; collections: readonly CollectionItem[]; groups: readonly GroupItem[] }) {
  const { t } = useWords()
  const choices = collections.map((one) => ({ value: one.id, label: one.title }))
  const rows = <T,>(list: readonly T[]): (T | undefined)[] => (choices.length === 0 ? [] : [...list, undefined])
  return (
    <>
      <TextField name="name" label={t('name')} value={peer?.name ?? ''} required />
      <TextField name="url" label={t('peer.url')} hint={t('peer.urlHint')} value={peer?.url ?? ''} optional={t('optional')} />
      <SelectField name="auth" label={t('peer.auth')} value={peer?.auth ?? 'none'} options={peerAuths.map((value) => ({ value, label: t(`auth.${value}`) }))} />
      <TextField name="secret" type="password" label={t('peer.secret')} hint={t(peer ? 'peer.secretKept' : 'peer.secretHint')} autoComplete="off" optional={t('optional')} />
      {rows(peer?.pulls ?? []).map((one, i) => (
        <fieldset key={one?.id ?? 'new-pull'}>
          <legend>{t('peer.pull', { n: i + 1 })}</legend>
          <TextField name="pullRemote" label={t('peer.remote')} value={one?.remote ?? ''} optional={t('optional')} />
          <SelectField name="pullCollection" label={t('peer.into')} value={one?.collection.id ?? choices[0]!.value} options={choices} />
          <SelectField name="pullGroup" label={t('peer.forGroup')} hint={t('peer.forGroupHint')} value={one?.group?.id ?? ''} options={[{ value: '', label: t('none') }, ...groups.map((group) => ({ value: group.id, label: group.name }))]} />
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
