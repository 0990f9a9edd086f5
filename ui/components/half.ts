/** After how many steps at least half of what they bring back is back; undefined when they bring nothing. */
export function halfOf<Step extends { readonly people: number; readonly doneHours: number }>(steps: readonly Step[]): { readonly n: number; readonly doneHours: number; readonly share: number } | undefined {
  const total = steps.reduce((sum, step) => sum + step.people, 0)
  if (!(total > 0)) return undefined
  let back = 0
  for (const [at, step] of steps.entries()) {
    back += step.people
    if (back * 2 >= total) return { n: at + 1, doneHours: step.doneHours, share: back / total }
  }
  return undefined
}
