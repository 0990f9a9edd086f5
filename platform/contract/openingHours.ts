/** Opening hours as they are typed and sent; what they mean is in hours.ts, which a public page can carry without this. */
import * as z from 'zod'

const clock = z.string().regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'an hour like 08:30' })
const spans = z.array(z.tuple([clock, clock])).max(4)
  .refine((all) => all.every(([from, until], i) => from < until && (i === 0 || all[i - 1]![1] <= from)), { error: 'spans in order, none over another' })
export const openingHours = z.object({ week: z.array(spans).length(7), except: z.record(z.iso.date(), spans).optional() })
