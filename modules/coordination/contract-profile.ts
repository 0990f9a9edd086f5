/** What the centre says of itself to other response teams. */
import * as z from 'zod'
import { can, centre, endpoint, instant, prose, version } from '#platform/contract/index.ts'

/** In the order of RFC 2350. What is empty is left to the words that are true of any such centre, or is said to be missing. */
export const profileFields = ['mission', 'constituency', 'affiliation', 'authority', 'team', 'incidents', 'cooperation', 'response', 'proactive', 'disclaimer'] as const
export type ProfileField = (typeof profileFields)[number]
const inLanguages = z.object({ it: prose(4000).default(''), fr: prose(4000).default(''), en: prose(4000).default('') })
const texts = z.object(Object.fromEntries(profileFields.map((field) => [field, inLanguages.default({ it: '', fr: '', en: '' })])) as Record<ProfileField, z.ZodDefault<typeof inLanguages>>)

export const profileItem = z.object({ texts, fingerprint: z.string(), keyAddress: z.string(), changedAt: instant.nullable(), changedBy: z.string(), version }).meta({ id: 'CentreProfile' })
export type ProfileItem = z.output<typeof profileItem>
export const readProfile = endpoint({ id: 'coordination.profile', method: 'GET', path: '/api/coordination/profile', summary: 'What the RFC 2350 page says beyond name and contacts', access: can(...centre), response: profileItem })
export const saveProfile = endpoint({
  id: 'coordination.save_profile', method: 'PUT', path: '/api/coordination/profile', summary: 'Changes it; the public page follows at once', access: can('coordinator'),
  body: z.object({ version, texts, fingerprint: z.string().trim().max(120).default(''), keyAddress: z.union([z.literal(''), z.url({ protocol: /^https$/ }).max(300)]).default('') }), response: profileItem, refuses: ['conflict'],
})
