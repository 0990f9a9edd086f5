/**
 * Writes the hour into the address when the hand rests, since a browser takes few changes of address a second. The address is read at
 * that moment and not before: a node may have been chosen in the meantime.
 */
export function hourWriter(search: () => string, write: (after: URLSearchParams) => void, restMs = 400) {
  let timer: ReturnType<typeof setTimeout> | undefined
  return {
    set(hour: number): void {
      clearTimeout(timer)
      timer = setTimeout(() => {
        const after = new URLSearchParams(search())
        after.set('h', String(hour))
        write(after)
      }, restMs)
    },
    /** Left before the hand rested: the address is then another page's. */
    stop: (): void => clearTimeout(timer),
  }
}
