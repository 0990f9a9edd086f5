/**
 * Reference Security Incident Taxonomy (ENISA working group), machine version 1003: 11 classes, 39 types.
 * Class is mandatory in the taxonomy, type is optional. Ransomware is an example of unauthorised modification there,
 * which is why VERIS, ATT&CK and extortion stand beside it.
 */
export const rsit = {
  'abusive-content': ['spam', 'harmful-speech', 'violence'],
  'malicious-code': ['infected-system', 'c2-server', 'malware-distribution', 'malware-configuration'],
  'information-gathering': ['scanner', 'sniffing', 'social-engineering'],
  'intrusion-attempts': ['ids-alert', 'brute-force', 'exploit'],
  intrusions: [
    'privileged-account-compromise',
    'unprivileged-account-compromise',
    'application-compromise',
    'system-compromise',
    'burglary',
  ],
  availability: ['dos', 'ddos', 'misconfiguration', 'sabotage', 'outage'],
  'information-content-security': [
    'unauthorised-information-access',
    'unauthorised-information-modification',
    'data-loss',
    'data-leak',
  ],
  fraud: ['unauthorized-use-of-resources', 'copyright', 'masquerade', 'phishing'],
  vulnerable: [
    'weak-crypto',
    'ddos-amplifier',
    'potentially-unwanted-accessible',
    'information-disclosure',
    'vulnerable-system',
  ],
  other: ['other', 'undetermined'],
  test: ['test'],
} as const satisfies Record<string, readonly string[]>

export type RsitClass = keyof typeof rsit
export const rsitClasses = Object.keys(rsit) as readonly RsitClass[]
export const isRsit = (rsitClass: string, type?: string | null): boolean =>
  Object.hasOwn(rsit, rsitClass) &&
  (type === undefined || type === null || (rsit[rsitClass as RsitClass] as readonly string[]).includes(type))
