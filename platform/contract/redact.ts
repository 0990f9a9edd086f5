/**
 * The copy that people work on: numbers that tell who somebody is are covered, what an attack is known by stays. Names cannot be
 * told from other words by a machine; whoever reads a report covers them by hand (`intake.change`), and the sealed original keeps all.
 */
export const covered = ['tax_code', 'social_security', 'iban', 'card', 'phone', 'mail', 'health_card'] as const
export type Covered = (typeof covered)[number]
export type Redacted = { readonly text: string; readonly found: readonly Covered[] }

type Rule = { readonly kind: Covered; readonly find: RegExp; readonly is?: (match: string) => boolean; readonly put?: (match: string) => string }

/** In this order: what is longer and surer first, so that a part of it is not taken for something else. */
const rules: readonly Rule[] = [
  // Italian codice fiscale, also with letters in place of digits (omocodia).
  { kind: 'tax_code', find: /\b[A-Z]{6}[0-9LMNP-V]{2}[A-EHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]\b/gi },
  { kind: 'iban', find: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, is: isIban, put: (iban) => `${iban.slice(0, 2)}•• (IBAN)` },
  // French NIR: sex, year, month, department, commune, order, and the key when written.
  { kind: 'social_security', find: /(?<![\d.])[12] ?\d{2} ?(?:0[1-9]|1[0-2]|[2-4]\d|5[0-9]) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3}(?: ?\d{2})?(?![\d.])/gi },
  { kind: 'health_card', find: /\b80380\d{15}\b/g },
  { kind: 'card', find: /(?<![\d.])(?:\d[ -]?){12,18}\d(?![\d.])/g, is: isCard },
  { kind: 'mail', find: /[A-Z0-9._%+-]{1,64}@((?:[A-Z0-9-]{1,63}\.){1,8}[A-Z]{2,24})\b/gi, put: (mail) => `•@${mail.slice(mail.indexOf('@') + 1)}` },
  { kind: 'phone', find: /(?<![\w.:/-])(?:\+|00)(?:39|33|377|378|41)[ .-]?\d(?:[ .-]?\d){7,10}(?![\w.:-])|(?<![\w.:/-])0[1-9](?:[ .]\d{2}){4}(?![\w.:-])|(?<![\w.:/-])3\d{2}[ .-]?\d{3}[ .-]?\d{3,4}(?![\w.:-])/g },
]

export function redact(text: string): Redacted {
  const found = new Set<Covered>()
  let out = text
  for (const { kind, find, is, put } of rules) {
    out = out.replace(find, (match) => {
      if (is && !is(match)) return match
      found.add(kind)
      return put ? put(match) : '•••'
    })
  }
  return { text: out, found: [...found] }
}

/** ISO 13616: the remainder of the rearranged number by 97 is 1. */
function isIban(text: string): boolean {
  const iban = text.replaceAll(' ', '').toUpperCase()
  if (iban.length < 15 || iban.length > 34) return false
  let rest = 0
  for (const sign of iban.slice(4) + iban.slice(0, 4)) rest = Number(`${rest}${/\d/.test(sign) ? sign : sign.charCodeAt(0) - 55}`) % 97
  return rest === 1
}

/** ISO 7812: Luhn's sum. */
function isCard(text: string): boolean {
  const digits = text.replaceAll(/\D/g, '')
  if (digits.length < 13 || digits.length > 19 || /^(\d)\1+$/.test(digits)) return false
  const sum = [...digits].reverse().reduce((all, digit, i) => { const n = Number(digit) * (i % 2 === 0 ? 1 : 2); return all + (n > 9 ? n - 9 : n) }, 0)
  return sum % 10 === 0
}
