/** Which fields of a case are kept, from whom, and who reads what with which reason. */
import * as z from 'zod'
import { can, endpoint, instant, line, marks, tlps, trilingual, uuid, version } from '#platform/contract/index.ts'

/** Everybody who might come, from the centre outwards. */
export const readerGroups = ['coordinator', 'analyst', 'admin', 'member', 'provider', 'liaison', 'otherBody', 'researcher', 'public'] as const
export type ReaderGroup = (typeof readerGroups)[number]
/**
 * Yes: `centre` works on it · `own` is theirs · `district` is in their district · `provider` is about what they provide.
 * No: `tlp` is too strict for them · `regulator`, `privileged` keep it · `other` is somebody else's · `names` researchers see figures only · `closed` is for nobody outside.
 */
export const readerWhys = ['centre', 'own', 'district', 'provider', 'tlp', 'regulator', 'privileged', 'other', 'names', 'closed'] as const
export type ReaderWhy = (typeof readerWhys)[number]

const ofParty = can('coordinator', 'analyst', 'member', 'admin')
const byCase = z.object({ caseId: uuid })
const byField = z.object({ caseId: uuid, field: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,59}$/) })

export const keptField = z.object({ field: z.string(), mark: z.enum(marks), reason: z.string(), byName: z.string(), at: instant, /** Whether whoever asks reads the value. */ readable: z.boolean() }).meta({ id: 'KeptField' })
export type KeptField = z.output<typeof keptField>

export const keepField = endpoint({
  id: 'cases.keep', method: 'PUT', path: '/api/cases/:caseId/kept/:field', summary: 'Keeps one field of the description for authorities, or for the body and its counsel', access: ofParty,
  params: byField, body: z.object({ version, mark: z.enum(marks), reason: line(300) }), response: z.object({ version }), refuses: ['conflict', 'forbidden'],
})
export const releaseField = endpoint({
  id: 'cases.release', method: 'DELETE', path: '/api/cases/:caseId/kept/:field', summary: 'The field is again read by all who read the case', access: ofParty, params: byField, response: z.object({ version }), refuses: ['forbidden'],
})

const verdict = z.object({ yes: z.boolean(), why: z.enum(readerWhys) })
export const readReaders = endpoint({
  id: 'cases.readers', method: 'GET', path: '/api/cases/:caseId/readers', summary: 'Who can read what of this case, and why', access: can('coordinator', 'analyst', 'liaison', 'member', 'admin', 'provider'), params: byCase,
  response: z.object({
    groups: z.array(z.enum(readerGroups)),
    parts: z.array(z.object({
      /** `case`: head and description · `tlp`: what of timeline, evidence and reports carries this level · `field`: a kept field. */
      kind: z.enum(['case', 'tlp', 'field']), tlp: z.enum(tlps), count: z.number().int(), field: z.string().nullable(), label: trilingual.nullable(), mark: z.enum(marks).nullable(),
      /** In the order of `groups`. */
      readers: z.array(verdict), me: verdict,
    })),
    fields: z.array(z.object({ field: z.string(), label: trilingual })),
    kept: z.array(keptField),
    /** Marks that whoever asks may set here. */
    mayKeep: z.array(z.enum(marks)),
  }),
})
