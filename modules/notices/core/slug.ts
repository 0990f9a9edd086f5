/** Addresses that can be read out on the phone. */
const kinds = /^(?:comune|città|citta|commune|ville|municipality|city) (?:di|de|du|of|d['’])\s*/i
const MAX = 70

/** "Comune di Sant’Àgata" → "sant-agata". Never empty. */
export const bodySlug = (name: string): string => slugOf(name.replace(kinds, '')) || slugOf(name) || 'ente'

/** "corvasse" + "Alcuni servizi online non funzionano" → "corvasse-alcuni-servizi-online-non-funzionano". */
export const noticeSlug = (body: string, title: string): string => cut(`${body}-${slugOf(title)}`).replace(/-$/, '')

function slugOf(text: string): string {
  return cut(text.toLowerCase().normalize('NFD').replace(/\p{M}+/gu, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, ''))
}

function cut(slug: string): string {
  if (slug.length <= MAX) return slug
  const at = slug.lastIndexOf('-', MAX)
  return slug.slice(0, at > 20 ? at : MAX)
}
