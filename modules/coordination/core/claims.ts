/** What proves a claim. */
export const RECORD_PREFIX = 'bastida-claim='

/** 26 signs of base 32 from sixteen bytes: nobody guesses it, and it survives a registrar's form. */
export function tokenOf(random: Uint8Array): string {
  let number = random.reduce((all, byte) => (all << 8n) | BigInt(byte), 0n)
  let text = ''
  for (let i = 0; i < 26; i++) { text = 'abcdefghijklmnopqrstuvwxyz234567'[Number(number & 31n)]! + text; number >>= 5n }
  return text
}

/** One record that is exactly ours: what stands around it says nothing, and neither does half of it. */
export const isProven = (records: readonly string[], token: string): boolean => records.some((one) => one.trim() === RECORD_PREFIX + token)
