// The folded text of a record, made when it is first needed and kept for the rest of the event.
import { R_FLAGS, R_LENGTH, R_START, R_TEXT, R_TEXT_LENGTH, V_ESCAPED, V_ODD_NUMBER, V_UNICODE_ESCAPE, V_WIDE, scratch } from './layout'
import { foldAscii } from './text'
import { foldAtHost } from './host'

let free: u32 = 0

export function startFolding(): void {
  free = scratch
}

// @ts-ignore: decorator
@inline
export function folded(record: u32): void {
  if (load<u32>(record + R_TEXT) != 0) return
  const flags = load<u32>(record + R_FLAGS)
  const length = flags & (V_WIDE | V_UNICODE_ESCAPE | V_ODD_NUMBER)
    ? foldAtHost(record, free)
    : foldAscii(load<u32>(record + R_START), load<u32>(record + R_LENGTH), free, (flags & V_ESCAPED) != 0)
  store<u32>(record + R_TEXT, free)
  store<u32>(record + R_TEXT_LENGTH, length)
  free = (free + length + 31) & ~15
}
