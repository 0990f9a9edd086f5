import { Form, Link, useLoaderData, useOutletContext, useSearchParams, type ActionFunctionArgs, type LoaderFunctionArgs } from 'react-router'
import { EmptyState } from '#ui/components/parts.tsx'
import { DataTable } from '#ui/components/table.tsx'
import { PageHead } from '#ui/console/layout.tsx'
import { useLook } from '#ui/console/look.tsx'
import { Icon } from '#ui/icons/icon.tsx'
import type { Role } from '#platform/contract/index.ts'
import { endSessionsOf } from '../../contract-access.ts'
import { giveEmergency, listEmergencies, type Emergency } from '../../contract-emergency.ts'
import { grantMembership, invitePerson, listPeople, renewInvitation, resetSecondFactor, revokeMembership, type PersonRow } from '../../contract.ts'
import { attempt, client, textOf, type Outcome, type Session } from '../api.ts'
import { endOfDay } from '../dates.ts'
import { EmergencyList } from '../parts/emergencyList.tsx'
import { InviteCard } from '../parts/inviteCard.tsx'
import { keeperOf } from '../parts/keeper.ts'
import { Pager, withSearch } from '../parts/pager.tsx'
import { PersonCard } from '../parts/personCard.tsx'
import { PeopleResult } from '../parts/peopleResult.tsx'
import type { Said } from '../shapes.ts'
import { inLang, useWords } from '../words.ts'

const PAGE = 50
type Listed = { readonly emergencies: readonly Emergency[]; readonly total: number; readonly people: readonly PersonRow[]; readonly offset: number }

export async function loader({ request }: LoaderFunctionArgs): Promise<Listed> {
  const search = new URL(request.url).searchParams
  const offset = Math.max(0, Math.trunc(Number(search.get('from') ?? 0)) || 0)
  const text = (search.get('text') ?? '').slice(0, 100)
  const { signal } = request
  // For who coordinates; the admin of a body is refused, and has none.
  const [listed, waiting] = await Promise.all([client(listPeople, { query: { text, limit: PAGE, offset }, signal }), attempt(() => client(listEmergencies, { signal }))])
  return { offset, ...listed, emergencies: waiting.done ? waiting.data.emergencies : [] }
}

export async function action({ request }: ActionFunctionArgs): Promise<Outcome<Said>> {
  const form = await request.formData()
  const intent = textOf(form, 'intent')
  const name = textOf(form, 'name')
  return attempt(async () => ({ intent, name, ...(await act(intent, form)) }))
}

async function act(intent: string, form: FormData): Promise<Partial<Said>> {
  const personId = textOf(form, 'personId')
  if (intent === 'revoke') await client(revokeMembership, { params: { membershipId: textOf(form, 'membershipId') } })
  else if (intent === 'endSessions') await client(endSessionsOf, { params: { personId } })
  else if (intent === 'emergency') await client(giveEmergency, { body: { personId, role: textOf(form, 'emergencyRole') as Emergency['role'], hours: Number(textOf(form, 'emergencyHours')), reason: textOf(form, 'emergencyReason') } })
  else if (intent === 'reset') await client(resetSecondFactor, { params: { personId } })
  else if (intent === 'grant') await client(grantMembership, { params: { personId }, body: grantIn(form) })
  else {
    const made = intent === 'renew'
      ? await client(renewInvitation, { params: { personId } })
      : await client(invitePerson, { body: { name: textOf(form, 'name'), email: textOf(form, 'email'), memberships: [grantIn(form)] } })
    return { link: made.invitation, expiresAt: made.expiresAt, existing: made.existing }
  }
  return {}
}

function grantIn(form: FormData): { role: Role; partyId: string | null; validUntil: string | null } {
  const until = textOf(form, 'until')
  return { role: textOf(form, 'role') as Role, partyId: textOf(form, 'partyId') || null, validUntil: until ? endOfDay(until, textOf(form, 'timeZone')) : null }
}

export { unlessRefused as shouldRevalidate } from '../api.ts'

export function Component() {
  const t = useWords()
  const { lang } = useLook()
  const session = useOutletContext<Session>()
  const { total, people, offset, emergencies } = useLoaderData() as Listed
  const [search] = useSearchParams()
  const keeper = keeperOf(session)
  const chosen = people.find(({ id }) => id === search.get('person'))
  const inviting = search.has('invite')
  return (
    <>
      <title>{`${t('people.title')} · ${inLang(session.centre.name, lang)}`}</title>
      <PageHead title={t('people.title')} actions={<Link className="button" to={withSearch(search, { invite: '', person: undefined })}>{t('people.invite')}</Link>}>
        <p className="page-lead">{t(keeper.everywhere ? 'people.lead' : 'people.lead.body')}</p>
      </PageHead>
      <div className={chosen || inviting ? 'page-body people people-aside' : 'page-body people'}>
        <div className="people-side">
          <EmergencyList emergencies={emergencies} />
          <PeopleResult />
          {inviting && <InviteCard keeper={keeper} closeTo={withSearch(search, { invite: undefined })} />}
          {chosen && <PersonCard key={chosen.id} person={chosen} keeper={keeper} mine={chosen.id === session.person?.id} closeTo={withSearch(search, { person: undefined })} />}
        </div>
        <section className="card">
          <header className="card-head">
            <Form role="search" aria-label={t('people.title')} className="people-search">
              {search.get('body') && <input type="hidden" name="body" value={search.get('body')!} />}
              <label className="sr-only" htmlFor="text">{t('people.search')}</label>
              <input className="input" id="text" type="search" name="text" key={search.get('text')} defaultValue={search.get('text') ?? ''} placeholder={t('people.search')} maxLength={100} />
              <button className="button button-secondary"><Icon name="search" />{t('search')}</button>
            </Form>
            <p className="card-aside" role="status">{t.n('people.total', total)}</p>
          </header>
          {people.length > 0 ? <List people={people} /> : <div className="card-body"><EmptyState title={t('people.none')}>{t('people.none.text')}</EmptyState></div>}
          <Pager total={total} shown={people.length} offset={offset} size={PAGE} search={search} />
        </section>
      </div>
    </>
  )
}

function List({ people }: { people: readonly PersonRow[] }) {
  const t = useWords()
  const [search] = useSearchParams()
  return (
    <DataTable
      caption={t('people.title')}
      captionHidden
      rows={people}
      keyOf={({ id }) => id}
      columns={[
        { key: 'name', header: t('people.column.name'), names: true, cell: (one) => (
          <>
            <Link to={withSearch(search, { person: one.id, invite: undefined })} aria-current={search.get('person') === one.id ? 'true' : undefined}>{one.name}</Link>
            <span className="under">{one.email}</span>
          </>
        ) },
        { key: 'roles', header: t('people.column.roles'), cell: (one) => <Roles of={one} /> },
        { key: 'second', header: t('people.column.second'), cell: (one) => <Protection of={one} /> },
        { key: 'state', header: t('people.column.state'), beside: true, cell: (one) => <State of={one.state} /> },
      ]}
    />
  )
}

function Roles({ of }: { of: PersonRow }) {
  const t = useWords()
  if (of.memberships.length === 0) return <span className="soft">{t('people.noRole')}</span>
  return (
    <ul className="role-list">
      {of.memberships.slice(0, 3).map((held) => <li key={held.id}>{t(`role.${held.role}`)}{held.partyName && <span className="soft">, {held.partyName}</span>}</li>)}
      {of.memberships.length > 3 && <li className="soft">{t.n('people.moreRoles', of.memberships.length - 3)}</li>}
    </ul>
  )
}

function Protection({ of }: { of: PersonRow }) {
  const t = useWords()
  const parts = [...(of.twoFactor ? [t('people.withCode')] : []), ...(of.passkeys > 0 ? [t.n('passkey.count', of.passkeys)] : [])]
  return parts.length > 0 ? parts.join(', ') : <span className="soft">{t('people.passwordOnly')}</span>
}

const stateIcons = { active: 'tick', invited: 'mail', expired: 'clock' } as const

function State({ of }: { of: PersonRow['state'] }) {
  const t = useWords()
  return <span className="with-icon"><Icon name={stateIcons[of]} />{t(`people.state.${of}`)}</span>
}
