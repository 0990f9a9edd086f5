/** Addresses of the public pages for those who search, each with its languages (sitemaps.org, with the alternates that search engines read). */
export type SitemapEntry = { readonly path: string; readonly changed?: Date }

/** What the form allows in one file. */
export const SITEMAP_MOST = 50_000

export function sitemapOf(entries: readonly SitemapEntry[], languages: readonly string[], at: (lang: string, path: string) => string): string {
  const urls = entries.slice(0, Math.floor(SITEMAP_MOST / Math.max(1, languages.length))).flatMap(({ path, changed }) => {
    const alternates = languages.map((lang) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${escape(at(lang, path))}"/>`).join('')
    return languages.map((lang) => `<url><loc>${escape(at(lang, path))}</loc>${changed ? `<lastmod>${changed.toISOString()}</lastmod>` : ''}${alternates}</url>`)
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`
}

const escape = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&apos;')
