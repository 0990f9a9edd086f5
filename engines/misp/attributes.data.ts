/** MISP core format: categories of attributes. */
export const categories: readonly string[] = [
  'Internal reference', 'Targeting data', 'Antivirus detection', 'Payload delivery', 'Artifacts dropped', 'Payload installation', 'Persistence mechanism', 'Network activity', 'Payload type', 'Attribution', 'External analysis', 'Financial fraud',
  'Support Tool', 'Social network', 'Person', 'Other',
]
/** Types with no place among the observables of STIX. Those of `paths` are known too. */
export const otherTypes: readonly string[] = [
  'attachment', 'malware-sample', 'text', 'comment', 'other', 'hex', 'datetime', 'boolean', 'counter', 'float', 'port', 'link', 'named pipe', 'pdb', 'pattern-in-file', 'pattern-in-traffic', 'pattern-in-memory', 'pattern-filename', 'user-agent', 'http-method',
  'cookie', 'target-user', 'target-email', 'target-machine', 'target-org', 'target-location', 'target-external', 'campaign-id', 'campaign-name', 'threat-actor', 'malware-type', 'btc', 'xmr', 'dash', 'iban', 'bic', 'bank-account-nr', 'cc-number', 'prtn',
  'phone-number', 'whois-registrant-email', 'whois-registrant-name', 'whois-registrant-org', 'whois-registrant-phone', 'whois-registrar', 'whois-creation-date', 'dns-soa-email', 'github-username', 'github-repository', 'github-organisation', 'jabber-id',
  'twitter-id', 'telegram-id', 'first-name', 'last-name', 'full-name', 'date-of-birth', 'passport-number', 'identity-card-number', 'email-body', 'email-header', 'email-attachment', 'email-reply-to', 'email-mime-boundary', 'email-x-mailer', 'email-thread-index',
  'email-message-id', 'email-src-display-name', 'email-dst-display-name', 'imphash', 'impfuzzy', 'pehash', 'authentihash', 'vhash', 'cdhash', 'telfhash', 'ja3-fingerprint-md5', 'jarm-fingerprint', 'hassh-md5', 'hasshserver-md5', 'favicon-mmh3', 'mime-type',
  'windows-scheduled-task', 'windows-service-name', 'windows-service-displayname', 'process-state', 'cpe', 'weakness', 'size-in-bytes', 'uri', 'mobile-application-id', 'chrome-extension-id', 'gene', 'zeek', 'bro', 'kusto-query', 'anonymised', 'pgp-public-key',
  'pgp-private-key', 'ssh-fingerprint', 'community-id', 'onion-address', 'place-of-birth', 'gender', 'nationality', 'integer',
]
/** Each part of a value (parts are joined by `|`) and where STIX keeps it; `address` is v4 or v6 by its looks. */
export const paths: Readonly<Record<string, readonly string[]>> = {
  'ip-src': ['address'], 'ip-dst': ['address'], 'domain': ['domain-name:value'], 'hostname': ['domain-name:value'], 'domain|ip': ['domain-name:value', 'address'], 'url': ['url:value'], 'email': ['email-addr:value'], 'email-src': ['email-addr:value'],
  'email-dst': ['email-addr:value'], 'email-subject': ['email-message:subject'], 'md5': ["file:hashes.'MD5'"], 'sha1': ["file:hashes.'SHA-1'"], 'sha256': ["file:hashes.'SHA-256'"], 'sha512': ["file:hashes.'SHA-512'"], 'ssdeep': ["file:hashes.'SSDEEP'"],
  'filename': ['file:name'], 'filename|md5': ['file:name', "file:hashes.'MD5'"], 'filename|sha1': ['file:name', "file:hashes.'SHA-1'"], 'filename|sha256': ['file:name', "file:hashes.'SHA-256'"], 'filename|sha512': ['file:name', "file:hashes.'SHA-512'"],
  'mutex': ['mutex:name'], 'regkey': ['windows-registry-key:key'], 'regkey|value': ['windows-registry-key:key', 'windows-registry-key:values[*].data'], 'AS': ['autonomous-system:number'], 'mac-address': ['mac-addr:value'],
  'x509-fingerprint-md5': ["x509-certificate:hashes.'MD5'"], 'x509-fingerprint-sha1': ["x509-certificate:hashes.'SHA-1'"], 'x509-fingerprint-sha256': ["x509-certificate:hashes.'SHA-256'"],
  'ip-dst|port': ['network-traffic:dst_ref.value', 'network-traffic:dst_port'], 'ip-src|port': ['network-traffic:src_ref.value', 'network-traffic:src_port'], 'hostname|port': ['network-traffic:dst_ref.value', 'network-traffic:dst_port'],
}
/** Rules in a language of their own. */
export const languages: Readonly<Record<string, string>> = { 'yara': 'yara', 'snort': 'snort', 'sigma': 'sigma', 'stix2-pattern': 'stix' }
/** Galaxies, by the type that says what their clusters are. */
export const galaxies: Readonly<Record<string, string>> = {
  'mitre-attack-pattern': 'attack-pattern', 'mitre-enterprise-attack-attack-pattern': 'attack-pattern', 'mitre-malware': 'malware', 'malpedia': 'malware', 'ransomware': 'malware', 'banker': 'malware', 'botnet': 'malware', 'stealer': 'malware', 'backdoor': 'malware',
  'android': 'malware', 'rat': 'tool', 'tool': 'tool', 'exploit-kit': 'tool', 'mitre-tool': 'tool', 'threat-actor': 'threat-actor', 'microsoft-activity-group': 'threat-actor', 'mitre-intrusion-set': 'intrusion-set', 'mitre-course-of-action': 'course-of-action',
}
