/** What is said of a campaign: the same for a new one and one that is changed. */
import { partyKinds } from '#modules/territory/contract.ts'
import { tlps } from '#platform/contract/index.ts'
import { CheckGroup, TextField } from '#ui/components/forms.tsx'
import { SelectField } from '#ui/components/select.tsx'
import type { CampaignItem } from '../../contract-told.ts'
import { useWords } from '../words.ts'
import { tlpName } from './list-fields.tsx'

export function CampaignFields({ campaign, lists }: { campaign?: CampaignItem; lists: readonly { readonly id: string; readonly name: string }[] }) {
  const { t } = useWords()
  return (
    <>
      <TextField name="name" label={t('list.name')} value={campaign?.name ?? ''} required />
      <TextField name="description" label={t('out.campaign.description')} value={campaign?.description ?? ''} lines={4} optional={t('optional')} />
      <TextField name="aliases" label={t('out.campaign.aliases')} hint={t('out.campaign.commas')} value={campaign?.aliases.join(', ') ?? ''} optional={t('optional')} />
      <TextField name="actor" label={t('out.campaign.actor')} value={campaign?.actor ?? ''} optional={t('optional')} />
      <TextField name="firstDay" type="date" label={t('out.campaign.first')} value={campaign?.firstDay ?? ''} optional={t('optional')} />
      <TextField name="lastDay" type="date" label={t('out.campaign.last')} value={campaign?.lastDay ?? ''} optional={t('optional')} />
      <TextField name="techniques" label={t('out.campaign.techniques')} hint={t('out.campaign.techniquesHint')} value={campaign?.techniques.join(', ') ?? ''} optional={t('optional')} />
      <CheckGroup name="targets" label={t('out.campaign.targets')} choices={partyKinds.filter((one) => one !== 'centre' && one !== 'district').map((value) => ({ value, label: t(`out.party.${value}`) }))} values={campaign?.targets ?? []} />
      {lists.length > 0 && <CheckGroup name="lists" label={t('out.campaign.lists')} choices={lists.map((one) => ({ value: one.id, label: one.name }))} values={campaign?.lists.map((one) => one.id) ?? []} />}
      <SelectField name="tlp" label={t('list.tlp')} value={campaign?.tlp ?? 'amber'} options={tlps.map((value) => ({ value, label: tlpName(value) }))} />
    </>
  )
}
