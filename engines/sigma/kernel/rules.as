// Candidates → the rules that hold. A program is a list of questions, each with the place to go on with, or the answer.
import {
  ATOM_SIZE, FIELD_SIZE, F_FIRST, F_SEEN, F_VALUE, F_WIDE, KIND_EXACT, KIND_GRAM, KIND_SUFFIX, LIT_SIZE, L_KIND, L_LENGTH, L_TEXT, REC_SIZE, RULE_SIZE, R_FLAGS, R_NEXT, R_TEXT, R_TEXT_LENGTH, V_NULL,
  answered, atoms, fields, held, literals, records, rules,
} from './layout'
import { epoch, recordCount } from './tokens'
import { folded } from './strings'
import { isHeld, note } from './scan'
import { equal, find } from './text'
import { testAtHost } from './host'

// A question: 16 bytes: kind in the upper 3 bits and its subject, where to go if yes, where to go if no, a field.
const ASK_ATOM: u32 = 0 // a literal that the scan has looked for
const ASK_WIDE: u32 = 1 // the literal holds, or a text of the field is not ASCII
const ASK_SEEN: u32 = 2 // the field is there
const ASK_VALUE: u32 = 3 // the field has something else than null
const ASK_LAZY: u32 = 5 // a literal that is searched when somebody asks
const ASK_LAZY_WIDE: u32 = 6 // the same, with what ASK_WIDE says
const ASK_RANGE: u32 = 7 // any of neighbouring atoms; how many: in the place of the field
const ASK_HOST: u32 = 4 // a test that only the host can make; asked once per event

const YES: u32 = 0xffffffff
const NO: u32 = 0xfffffffe

const SUBJECT: u32 = 0x1fffffff

function askHost(atom: u32): bool {
  if (isHeld(atom)) return true
  const no = answered + (atom << 2)
  if (load<u32>(no) == epoch) return false
  if (testAtHost(atom) != 0) {
    note(atom)
    return true
  }
  store<u32>(no, epoch)
  return false
}

/** Whether the literal of a lazy atom lies as it must in a text of its field, or of any field (0). Asked once per event. */
function askLazy(atom: u32, field: u32): bool {
  if (isHeld(atom)) return true
  const no = answered + (atom << 2)
  if (load<u32>(no) == epoch) return false
  const l = literals + load<u32>(atoms + atom * ATOM_SIZE) * LIT_SIZE
  const text = load<u32>(l + L_TEXT)
  const length = load<u32>(l + L_LENGTH)
  const kind = load<u32>(l + L_KIND)
  let found = false
  if (field == 0) {
    const end = records + recordCount * REC_SIZE
    for (let r = records; r < end && !found; r += REC_SIZE) found = lies(r, text, length, kind)
  } else {
    const f = fields + field * FIELD_SIZE
    let r: u32 = load<u32>(f + F_SEEN) == epoch ? load<u32>(f + F_FIRST) : 0
    for (; r != 0 && !found; r = load<u32>(r + R_NEXT)) found = lies(r, text, length, kind)
  }
  if (found) note(atom)
  else store<u32>(no, epoch)
  return found
}

// @ts-ignore: decorator
@inline
function lies(record: u32, text: u32, length: u32, kind: u32): bool {
  if (load<u32>(record + R_FLAGS) & V_NULL) return false
  if (length == 0 && kind == KIND_GRAM) return true
  folded(record)
  const start = load<u32>(record + R_TEXT)
  const size = load<u32>(record + R_TEXT_LENGTH)
  if (kind == KIND_GRAM) return find(start, start + size, text, length) != 0
  if (size < length || (kind == KIND_EXACT && size != length)) return false
  return equal(kind == KIND_SUFFIX ? start + size - length : start, text, length)
}

// @ts-ignore: decorator
@inline
function isAnyHeld(from: u32, count: u32): bool {
  while (true) {
    const bits = load<u64>(held + (from >> 3)) >> <u64>(from & 7)
    // Of 64 bits up to 7 are before `from`: 57 are sure to be looked at.
    if (count <= 57) return (bits & ((<u64>1 << <u64>count) - 1)) != 0
    if (bits & ((<u64>1 << 57) - 1)) return true
    from += 57
    count -= 57
  }
}

export function holds(rule: u32): bool {
  const program = load<u32>(rules + rule * RULE_SIZE, 4)
  let at: u32 = 0
  while (true) {
    const q = program + at
    const word = load<u32>(q)
    const kind = word >>> 29
    const subject = word & SUBJECT
    let yes: bool
    if (kind == ASK_ATOM) yes = isHeld(subject)
    else if (kind == ASK_RANGE) yes = isAnyHeld(subject, load<u32>(q, 12))
    else if (kind == ASK_WIDE) yes = isHeld(subject) || load<u32>(fields + load<u32>(q, 12) * FIELD_SIZE + F_WIDE) == epoch
    else if (kind == ASK_SEEN) yes = load<u32>(fields + subject * FIELD_SIZE + F_SEEN) == epoch
    else if (kind == ASK_VALUE) yes = load<u32>(fields + subject * FIELD_SIZE + F_SEEN) == epoch && load<u32>(fields + subject * FIELD_SIZE + F_VALUE) == epoch
    else if (kind == ASK_LAZY) yes = askLazy(subject, load<u32>(q, 12))
    else if (kind == ASK_LAZY_WIDE) yes = load<u32>(fields + load<u32>(q, 12) * FIELD_SIZE + F_WIDE) == epoch || askLazy(subject, load<u32>(q, 12))
    else yes = askHost(subject)
    at = yes ? load<u32>(q, 4) : load<u32>(q, 8)
    if (at >= NO) return at == YES
  }
}
