/** Names of fields in log lines, in small letters, and what they tell: ECS, Windows and Sysmon as they are shipped, and what firewalls and mail servers write. */
export type Told = 'address' | 'source' | 'destination' | 'source-port' | 'destination-port' | 'protocol' | 'domain' | 'url' | 'mail' | 'command' | 'image' | 'pid' | 'folder' | 'parent-command' | 'parent-image' | 'parent-pid' | 'file' | 'size' | 'hashes' | 'MD5' | 'SHA-1' | 'SHA-256' | 'SHA-512' | 'account' | 'account-id' | 'registry'

const names: Readonly<Record<Told, string>> = {
  address: 'ip host.ip related.ip ipaddress ip_address clientaddress remoteaddress remote_addr remoteip observer.ip address',
  source: 'source.ip client.ip sourceip src_ip srcip src sourceaddress client_ip clientip c-ip',
  destination: 'destination.ip server.ip destinationip dst_ip dstip dst destaddress destinationaddress dest_ip s-ip',
  'source-port': 'source.port client.port sourceport src_port srcport spt ipport',
  'destination-port': 'destination.port server.port destinationport dst_port dstport dpt destport dest_port',
  protocol: 'network.transport network.protocol network.type protocol proto',
  domain: 'question.name queryname query qname destination.domain server.domain url.domain client.server_name sni destinationhostname',
  url: 'url.original url.full url request_url uri cs-uri',
  mail: 'from.address to.address cc.address user.email sender recipient mail_from rcpt_to email',
  command: 'process.command_line commandline command_line processcommandline',
  image: 'process.executable process.name image newprocessname exe processname',
  pid: 'process.pid processid newprocessid pid',
  folder: 'process.working_directory currentdirectory cwd',
  'parent-command': 'parent.command_line parentcommandline',
  'parent-image': 'parent.executable parent.name parentimage parentprocessname',
  'parent-pid': 'parent.pid parentprocessid ppid',
  file: 'file.name file.path targetfilename imageloaded filename file_name',
  size: 'file.size',
  hashes: 'hashes hash',
  MD5: 'hash.md5 md5', 'SHA-1': 'hash.sha1 sha1', 'SHA-256': 'hash.sha256 sha256', 'SHA-512': 'hash.sha512 sha512',
  account: 'user.name username targetusername subjectusername user account accountname acct',
  'account-id': 'user.id targetusersid subjectusersid usersid',
  registry: 'registry.path registry.key targetobject',
}
/** By the last two parts of a name, or its last one. */
export const toldBy: ReadonlyMap<string, Told> = new Map(Object.entries(names).flatMap(([told, list]) => list.split(' ').map((name) => [name, told as Told] as const)))

/** What a pattern may ask of lines: the first step after the type. */
export const known: Readonly<Record<string, readonly string[]>> = {
  'ipv4-addr': ['value'], 'ipv6-addr': ['value'], 'domain-name': ['value'], url: ['value'], 'email-addr': ['value'],
  file: ['name', 'size', 'hashes'], process: ['name', 'command_line', 'pid', 'cwd', 'image_ref', 'binary_ref', 'parent_ref'], 'user-account': ['user_id', 'account_login'],
  'network-traffic': ['src_ref', 'dst_ref', 'src_port', 'dst_port', 'protocols'], 'windows-registry-key': ['key'],
}
export const knownHashes: readonly string[] = ['MD5', 'SHA-1', 'SHA-256', 'SHA-512']
