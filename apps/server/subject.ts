/** Every place that may hold something about a person, in one list: those of the modules, and those of the ground below them. */
import { auditSubject } from '#platform/audit/subject.ts'
import type { SubjectPlace } from '#platform/db/subject.ts'
import { mailSubject } from '#platform/mail/subject.ts'

export const placesOf = (modules: readonly { readonly subject?: readonly SubjectPlace[] }[]): SubjectPlace[] => [...modules.flatMap((module) => module.subject ?? []), mailSubject, auditSubject]

/** Tables with a column that looks personal and in which nobody is looked for, each with its reason. A test compares it with the database. */
export const withoutSubject: Readonly<Record<string, string>> = {
  'observatory.attack_technique': 'a public reference: names of techniques',
  'observatory.attack_named': 'a public reference: names of software, groups and campaigns',
  'cases.impact': 'the name is a service’s',
  'exercise.run': 'started by an account; its realm goes whole after a year, and the export and erasure are of the live realm',
  'identity.rateLimit': 'counts by key of the sign-in library, gone within minutes',
  'identity.refused_sign_in': 'a hash of the address, gone within fifteen minutes',
  'identity.verification': 'half-done sign-ins; those of an account go with it, the rest within fifteen minutes',
  'intake.draft': 'sealed and not yet sent: nobody can look into it, and it goes within seven days',
  'intake.sign': 'hashes of pieces of a report; they go with the report',
  'notices.body_page': 'the name is a body’s',
  'notices.service_period': 'the name is a service’s',
  'notices.service_state': 'the name is a service’s',
  'notices.publication': 'what the public reads; it names no person',
  'obligations.dossier': 'the name is a body’s',
  'obligations.obligation': 'the recipient is an authority',
  'obligations.change': 'actor by id, as in the audit log, on a register that an authority may ask for (GDPR art. 33(5))',
  'obligations.calendar': 'an account’s own calendar link, by id; it answers nobody once the account is gone',
  'platform.centre': 'the contacts of the centre itself; a coordinator changes them in the console',
  'platform.key': 'the recipient is a public key of the centre',
  'platform.key_rotation': 'the recipients are public keys of the centre',
  'platform.day_key': 'the name is a day',
  'platform.migration': 'the name is a file’s',
  'platform.outbox': 'the name is an event’s',
  'playbooks.playbook': 'imported by an account, by id; the library stays and the name behind the id goes with the account',
  'playbooks.run': 'started by an account, by id, as in the audit log',
  'playbooks.step_task': 'answered by an account, by id, as in the audit log; it goes with the case after five years',
  'retention.run': 'says job, command or request',
  'retention.request': 'the register of requests itself; it is sealed, kept for what art. 5(2) asks, and goes by its own rule',
  'retention.notice': 'who switched the public notice on, by id',
  'territory.alias': 'codes of bodies',
  'territory.asset': 'the value is a domain or an address range of a body',
  'territory.dataset': 'the name is a data set’s',
  'territory.dependency': 'decided by an account, by id',
  'territory.party': 'the name is a body’s; a sole trader’s firm may be named after a person: look it up by hand',
  'territory.service': 'the name is a service’s',
  'watch.file': 'the name is a file’s, as a program wrote it; it goes after thirty days',
  'watch.segment': 'the name is a file’s. Its lines may tell of anybody: the bodies are their controllers, a person searches them in the console, and they go by the term of each source',
  'watch.deletion': 'the name is a file’s, that is gone',
  'watch.hunt_case': 'made by an account, by id, as in the audit log; the case tells of it too',
  'watch.hunt_verdict': 'said by an account, by id, as in the audit log; it goes with the look back',
  'coordination.card_miss': 'which operator typed a wrong code, by id, gone after a day',
}
