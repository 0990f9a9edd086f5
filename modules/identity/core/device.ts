/** What a person recognises their device by, out of what its browser says of itself. Only a hint: a browser may say anything. */
export type Device = { readonly browser: string | null; readonly system: string | null }

// In this order: nearly all of them also say that they are Chrome, Safari and Mozilla.
const browsers = [[/\bEdg(?:e|A|iOS)?\//, 'Edge'], [/\b(?:OPR|OPiOS)\//, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'], [/\b(?:HeadlessChrome|Chrome|CriOS|Chromium)\//, 'Chrome'], [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'], [/^curl\//, 'curl']] as const
const systems = [[/\biPhone\b/, 'iPhone'], [/\biPad\b/, 'iPad'], [/\bAndroid\b/, 'Android'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b|\bMacintosh\b/, 'Mac'], [/\bCrOS\b/, 'ChromeOS'], [/\bLinux\b/, 'Linux']] as const

export function deviceOf(userAgent: string | null): Device {
  const text = (userAgent ?? '').slice(0, 500)
  const found = (list: readonly (readonly [RegExp, string])[]): string | null => list.find(([pattern]) => pattern.test(text))?.[1] ?? null
  return { browser: found(browsers), system: found(systems) }
}
