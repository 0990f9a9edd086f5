// NDJSON bytes → pairs of line and rule.
import {
  FIELD_SIZE, F_PRESENT_ATOM, F_ROUTING, F_SEEN, F_WIDE, F_WIDE_ATOM, KEY_SIZE, REC_SIZE, ROUTE_SLOTS, R_FLAGS, R_TEXT,
  R_TEXT_LENGTH, V_NULL, V_UNICODE_ESCAPE, V_WIDE, candidates, fields, keyMask, keys, output, outputLimit,
  records, routes,
} from './layout'
import { blank, epoch, isUnusual, line, nextEvent, recordCount } from './tokens'
import { begin, candidateCount, consider, hold, scan } from './scan'
import { equal, hash, mix } from './text'
import { folded } from './strings'
import { holds } from './rules'
import { planAtHost, rewriteAtHost } from './host'

export { setTable } from './layout'
export { epoch, recordCount } from './tokens'
export { addEntry, blockBytes, blockCount, group, rateLiterals, writeBlocks } from './build'
export { addGram, addNibbles } from './search'

const UNKNOWN: u32 = 0xffffffff
/** In the output instead of a rule: the line is no event. */
const BROKEN: u32 = 0xffffffff

/** Where the next call goes on, if the output was full; lines and results so far. */
export let resumeAt: u32 = 0
export let lineCount: u32 = 0
export let outputCount: u32 = 0

let routeCount: u32 = 0

/** The plan of the event at hand: the host is asked once for each combination of what routing looks at. */
function planOf(sum: u64): u32 {
  const key = mix(sum) | 1
  let slot: u32 = <u32>(key >> 40) & (ROUTE_SLOTS - 1)
  while (true) {
    const entry = routes + (slot << 4)
    const seen = load<u64>(entry)
    if (seen == key) return load<u32>(entry, 8)
    if (seen == 0) break
    slot = (slot + 1) & (ROUTE_SLOTS - 1)
  }
  if (++routeCount > ROUTE_SLOTS / 2) {
    memory.fill(routes, 0, ROUTE_SLOTS << 4)
    routeCount = 1
    slot = <u32>(key >> 40) & (ROUTE_SLOTS - 1)
  }
  const plan = planAtHost()
  store<u64>(routes + (slot << 4), key)
  store<u32>(routes + (slot << 4), plan, 8)
  return plan
}

function match(): void {
  let sum: u64 = 0
  const end = records + recordCount * REC_SIZE
  for (let r = records; r < end; r += REC_SIZE) {
    const field = load<u32>(r)
    if (field == UNKNOWN) continue
    const routing = load<u32>(fields + field * FIELD_SIZE + F_ROUTING)
    if (routing != 0 && !(load<u32>(r + R_FLAGS) & V_NULL)) {
      folded(r)
      sum += hash(load<u32>(r + R_TEXT), load<u32>(r + R_TEXT_LENGTH), routing)
    }
  }
  const plan = planOf(sum)
  begin(load<u32>(plan))
  const views = load<u32>(plan, 4)
  let always = load<u32>(plan, 8)
  const alwaysEnd = always + (load<u32>(plan, 12) << 2)
  const keywords = load<u32>(plan, 16)
  for (; always < alwaysEnd; always += 4) consider(load<u32>(always))
  // Fields whose mere presence wakes a rule: objects and arrays count, which have no record of their own.
  let present = load<u32>(plan, 20)
  const presentEnd = present + (load<u32>(plan, 24) << 2)
  for (; present < presentEnd; present += 4) {
    const f = fields + load<u32>(present) * FIELD_SIZE
    if (load<u32>(f + F_SEEN) == epoch) hold(load<u32>(f + F_PRESENT_ATOM) - 1)
  }
  for (let r = records; r < end; r += REC_SIZE) {
    const field = load<u32>(r)
    const flags = load<u32>(r + R_FLAGS)
    if (flags & V_NULL) continue
    const view = field == UNKNOWN ? 0 : load<u32>(views + (field << 2))
    if (view != 0) {
      folded(r)
      scan(view, field, load<u32>(r + R_TEXT), load<u32>(r + R_TEXT_LENGTH))
      if (flags & (V_WIDE | V_UNICODE_ESCAPE)) wide(field)
    }
    if (keywords != 0) {
      folded(r)
      scan(keywords, 0, load<u32>(r + R_TEXT), load<u32>(r + R_TEXT_LENGTH))
      if (flags & (V_WIDE | V_UNICODE_ESCAPE)) wide(0)
    }
  }
  for (let i: u32 = 0; i < candidateCount; i++) {
    const rule = load<u32>(candidates + (i << 2))
    if (holds(rule)) emit(rule)
  }
}

function wide(field: u32): void {
  const f = fields + field * FIELD_SIZE
  store<u32>(f + F_WIDE, epoch)
  const atom = load<u32>(f + F_WIDE_ATOM)
  if (atom != 0) hold(atom - 1)
}

// @ts-ignore: decorator
@inline
function emit(what: u32): void {
  store<u32>(output + (outputCount << 3), lineCount)
  store<u32>(output + (outputCount << 3), what, 4)
  outputCount++
}

/** First line feed at or after `p`; there is one. */
function lineFeed(p: u32): u32 {
  while (true) {
    const found: u32 = i8x16.bitmask(i8x16.eq(v128.load(p), i8x16.splat(0x0a)))
    if (found != 0) return p + <u32>ctz(found)
    p += 16
  }
}

/**
 * Lines from `p` to `end` (behind a line feed). Stops early where the output could overflow: `resumeAt` < `end`.
 * `mostRules`: how many results one line can have.
 */
export function run(p: u32, end: u32, mostRules: u32): void {
  outputCount = 0
  while (p < end && outputCount + mostRules < outputLimit) {
    const first = blank(p)
    if (load<u8>(first) == 0x0a) p = first + 1
    else {
      nextEvent()
      const last = line(first)
      if (last == 0) {
        emit(BROKEN)
        p = lineFeed(p) + 1
      } else {
        if (isUnusual) {
          nextEvent()
          line(rewriteAtHost(p))
        }
        match()
        p = last + 1
      }
    }
    lineCount++
  }
  resumeAt = p
}

export function setLine(at: u32): void {
  lineCount = at
}

/** Puts a key of an object into the table; `node`: of the object, `under`: of the object that is its value. */
export function addKey(node: u32, text: u32, length: u32, field: u32, under: u32, more: u32): void {
  const h = hash(text, length, node)
  const tag: u32 = <u32>h | 1
  let slot: u32 = <u32>(h >> 32) & keyMask
  while (true) {
    const entry = keys + slot * KEY_SIZE
    const seen = load<u32>(entry)
    if (seen == 0 || (seen == tag && load<u32>(entry, 8) == length && equal(load<u32>(entry, 4), text, length))) {
      store<u32>(entry, tag)
      store<u32>(entry, text, 4)
      store<u32>(entry, length, 8)
      store<u32>(entry, field, 12)
      store<u32>(entry, under, 16)
      store<u32>(entry, more, 24)
      return
    }
    slot = (slot + 1) & keyMask
  }
}
