/** What a person changes of their own sign-in: one action for every card, wherever the card stands. Each says its `intent` and keeps its own outcome. */
import type { Role } from '#platform/contract/index.ts'
import { redirect, type ActionFunctionArgs } from 'react-router'
import { delegate, endSession, makeToken, revokeToken, takeBack } from '../contract-access.ts'
import { attempt, auth, client, secretOf, textOf, type Outcome } from './api.ts'
import { endOfDay } from './dates.ts'
import { digitsOf } from './enter.ts'
import { addPasskey, signInWithPasskey } from './passkeys.ts'

export async function ownAction({ request }: ActionFunctionArgs): Promise<Response | Outcome> {
  const form = await request.formData()
  const intent = String(form.get('intent')) as keyof typeof works
  const outcome = await attempt(() => works[intent](form))
  return outcome.done && intent === 'endAll' ? redirect('/sign-in') : outcome
}

const works = {
  password: (form: FormData) => auth('POST /change-password', { currentPassword: secretOf(form, 'currentPassword'), newPassword: secretOf(form, 'newPassword'), revokeOtherSessions: true }),
  endOthers: () => auth('POST /revoke-other-sessions'),
  endAll: () => auth('POST /revoke-sessions'),
  addPasskey: (form: FormData) => addPasskey(textOf(form, 'passkeyName')),
  renamePasskey: (form: FormData) => auth('POST /passkey/update-passkey', { id: textOf(form, 'id'), name: textOf(form, 'name') }),
  removePasskey: (form: FormData) => auth('POST /passkey/delete-passkey', { id: textOf(form, 'id') }),
  endSession: (form: FormData) => client(endSession, { params: { sessionId: textOf(form, 'id') } }),
  makeToken: async (form: FormData) => {
    const [name, until] = [textOf(form, 'tokenName'), textOf(form, 'tokenUntil')]
    const scopes = form.getAll('scopes').map(String)
    return { name, ...(await client(makeToken, { body: { name, scopes, ...(until ? { expiresAt: endOfDay(until, textOf(form, 'timeZone')) } : {}) } })) }
  },
  revokeToken: (form: FormData) => client(revokeToken, { params: { tokenId: textOf(form, 'id') } }),
  delegate: (form: FormData) => {
    // The last day that may be chosen ends, for whoever chooses it, when the role may be lent no longer.
    const [asked, latest] = [endOfDay(textOf(form, 'lentUntil'), textOf(form, 'timeZone')), textOf(form, 'latest')]
    const until = asked > latest && Date.parse(asked) - Date.parse(latest) < 86_400_000 ? latest : asked
    return client(delegate, { body: { personId: textOf(form, 'lentTo'), role: textOf(form, 'role') as Role, partyId: textOf(form, 'partyId') || null, until } })
  },
  takeBack: (form: FormData) => client(takeBack, { params: { delegationId: textOf(form, 'id') } }),
  provePasskey: () => signInWithPasskey(),
  enable: (form: FormData) => auth('POST /two-factor/enable', { password: secretOf(form, 'enrolPassword') }),
  prove: (form: FormData) => auth('POST /two-factor/verify-totp', { code: digitsOf(form, 'enrolCode') }),
  proveBackup: (form: FormData) => auth('POST /two-factor/verify-backup-code', { code: textOf(form, 'backupCode') }),
  disable: (form: FormData) => auth('POST /two-factor/disable', { password: secretOf(form, 'enrolPassword') }),
  newCodes: (form: FormData) => auth('POST /two-factor/generate-backup-codes', { password: secretOf(form, 'enrolPassword') }),
} as const
