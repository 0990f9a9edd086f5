/** What to write into programs that ship syslog over TLS. With a certificate of their own they need no key; with a key they need no certificate. */
export const TLS_PORT = 6514
export type SetUp = { readonly name: string; readonly text: string }

const queue = `  queue.type="linkedlist" queue.filename="bastida" queue.saveOnShutdown="on" queue.maxDiskSpace="1g"\n  action.resumeRetryCount="-1" action.resumeInterval="10")\n`

export function syslogSetUpOf(address: string, port: number, token: string): readonly SetUp[] {
  const host = new URL(address).hostname
  const action = (template: string) => `action(type="omfwd" target="${host}" port="${port}" protocol="tcp" TCP_Framing="octet-counted"\n  StreamDriver="gtls" StreamDriverMode="1" StreamDriverAuthMode="x509/name" StreamDriverPermittedPeers="${host}"\n  template="${template}"\n${queue}`
  const authority = `  defaultNetstreamDriverCAFile="/etc/ssl/certs/ca-certificates.crt"`
  const own = `global(defaultNetstreamDriver="gtls" maxMessageSize="64k"\n${authority}\n  defaultNetstreamDriverCertFile="/etc/bastida/client.pem"\n  defaultNetstreamDriverKeyFile="/etc/bastida/client.key")\n`
  return [
    { name: 'openssl', text: `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 730 \\\n  -subj "/CN=$(hostname -f)" -keyout /etc/bastida/client.key -out /etc/bastida/client.pem\nchmod 600 /etc/bastida/client.key\ncat /etc/bastida/client.pem\n` },
    { name: 'rsyslog (omfwd, TLS)', text: `# apt install rsyslog-gnutls\n${own}${action('RSYSLOG_SyslogProtocol23Format')}` },
    { name: 'rsyslog (omfwd, TLS, token)', text: `# apt install rsyslog-gnutls\nglobal(defaultNetstreamDriver="gtls" maxMessageSize="64k"\n${authority})\ntemplate(name="bastida-token" type="string"\n  string="<%PRI%>1 %TIMESTAMP:::date-rfc3339% %HOSTNAME% %APP-NAME% %PROCID% %MSGID% [bastida@32473 token=\\"${token}\\"] %msg%")\n${action('bastida-token')}` },
    { name: 'syslog-ng (TLS)', text: `destination d_bastida {\n  syslog("${host}" port(${port}) transport("tls")\n    tls(ca-file("/etc/ssl/certs/ca-certificates.crt") cert-file("/etc/bastida/client.pem") key-file("/etc/bastida/client.key"))\n    disk-buffer(reliable(yes) capacity-bytes(1073741824)));\n};\nlog { source(s_src); destination(d_bastida); };\n` },
    { name: 'Cisco, Fortinet, … → rsyslog', text: `# apt install rsyslog-gnutls\n${own}module(load="imudp")\nmodule(load="imtcp")\ninput(type="imudp" port="514" ruleset="devices")\ninput(type="imtcp" port="514" ruleset="devices")\nruleset(name="devices") {\n${action('RSYSLOG_SyslogProtocol23Format').trimEnd()}\n}\n` },
  ]
}
