import { Link, useFetcher } from 'react-router'
import { Card } from '#ui/components/console-marks.tsx'
import { TextField } from '#ui/components/forms.tsx'
import { Button } from '#ui/components/parts.tsx'
import type { Outcome } from '../api.ts'
import type { Said } from '../shapes.ts'
import { fieldProblem, useWords } from '../words.ts'
import { GrantFields } from './grantFields.tsx'
import type { Keeper } from './keeper.ts'
import { refusedOf } from './notice.tsx'

export function InviteCard({ keeper, closeTo }: { keeper: Keeper; closeTo: string }) {
  const t = useWords()
  const fetcher = useFetcher<Outcome<Said>>({ key: 'people' })
  const refused = refusedOf(fetcher.data)
  // A form that did its work starts empty for the next person.
  const round = fetcher.data?.done ? fetcher.data.data.link ?? fetcher.data.data.name : 'first'
  return (
    <Card title={t('people.invite')} aside={<Link to={closeTo}>{t('close')}</Link>}>
      <fetcher.Form method="post" className="card-body" key={round}>
        <input type="hidden" name="intent" value="invite" />
        <TextField name="name" label={t('invitation.name')} autoComplete="off" required error={fieldProblem(t, refused, 'name')} />
        <TextField name="email" type="email" label={t('signIn.email')} autoComplete="off" required error={fieldProblem(t, refused, 'email')} />
        <GrantFields keeper={keeper} id="invite" error={fieldProblem(t, refused, 'partyId') && t('people.party.choose')} />
        <Button disabled={fetcher.state !== 'idle'}>{t('people.invite.submit')}</Button>
      </fetcher.Form>
    </Card>
  )
}
