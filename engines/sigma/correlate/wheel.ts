import type { Group } from './window.ts'

/** Groups by the second in which they may go. A group that was fed meanwhile is moved on when its second comes: once a window, not once an event. */
export type Wheel = { readonly slots: Map<number, Group[]>; first: number }
export const SLOT_MS = 1000
export const makeWheel = (): Wheel => ({ slots: new Map(), first: Infinity })

export function place(wheel: Wheel, group: Group): void {
  const slot = Math.floor(group.expires / SLOT_MS)
  const list = wheel.slots.get(slot)
  if (list) list.push(group)
  else wheel.slots.set(slot, [group])
  if (slot < wheel.first) wheel.first = slot
}

/** The group that goes first, to the second; undefined when none is left. With `before`, only one whose time is past. */
export function takeOldest(wheel: Wheel, before = Infinity): Group | undefined {
  while (wheel.slots.size > 0) {
    const list = wheel.slots.get(wheel.first)
    if (!list || list.length === 0) {
      wheel.slots.delete(wheel.first)
      wheel.first = nextSlot(wheel)
      continue
    }
    if (wheel.first * SLOT_MS >= before) return undefined
    const group = list.pop()!
    if (!group.alive) continue
    if (Math.floor(group.expires / SLOT_MS) > wheel.first) { place(wheel, group); continue }
    if (group.expires >= before) { list.push(group); return undefined }
    return group
  }
  wheel.first = Infinity
  return undefined
}

/** Slot by slot over small gaps; over a large one by asking all. */
function nextSlot(wheel: Wheel): number {
  for (let slot = wheel.first + 1; slot < wheel.first + 1000; slot++) if (wheel.slots.has(slot)) return slot
  let least = Infinity
  for (const slot of wheel.slots.keys()) if (slot < least) least = slot
  return least
}
