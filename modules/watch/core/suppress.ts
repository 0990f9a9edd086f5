/** Whether a hit is silenced at its body, and by which word. */
import { valueAt } from './about.ts'

export type Silence = { readonly id: string; /** Id of a rule, or what an indicator is known by. */ readonly cause: string; readonly field: string; readonly value: string; readonly until: Date }

export function silencedBy(silences: readonly Silence[], cause: string, event: unknown, now: Date): Silence | undefined {
  return silences.find((one) => one.cause === cause && one.until > now && (one.field === '' || valueAt(event, one.field)?.toLowerCase() === one.value.toLowerCase()))
}
