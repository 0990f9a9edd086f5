/** What people write so that nobody clicks: `hxxp`, `[.]`, `(dot)`, `[:]`, `[at]`. Only where a person's text is read; logs are not defanged. */
export function refang(text: string): string {
  if (!/hxx|h\*\*|meow|[[({]\s*(?:\.|dot|:|:\/\/|\/|@|at)\s*[\])}]|\\\./i.test(text)) return text
  return text
    .replace(/^(\s*)(?:hxxp|h\*\*p|htxp|meow)(s?)(?=\[?:)/i, '$1http$2')
    .replace(/^(\s*)fxp(?=\[?:)/i, '$1ftp')
    .replace(/[[({]\s*(?:\.|dot)\s*[\])}]/gi, '.')
    .replace(/[[({]\s*:\/\/\s*[\])}]/g, '://')
    .replace(/[[({]\s*:\s*[\])}]/g, ':')
    .replace(/[[({]\s*\/\s*[\])}]/g, '/')
    .replace(/[[({]\s*(?:@|at)\s*[\])}]/gi, '@')
}
