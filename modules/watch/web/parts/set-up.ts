/** What to write into a shipper, as its own file wants it. The address ends where a shipper begins to add its own. */
export function setUpOf(address: string, token: string): readonly { readonly name: string; readonly text: string }[] {
  const url = new URL(address)
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  const host = `${url.protocol}//${url.hostname}:${port}`
  const tls = url.protocol === 'https:'
  return [
    { name: 'Filebeat, Winlogbeat', text: `setup.ilm.enabled: false\nsetup.template.enabled: false\noutput.elasticsearch:\n  hosts: ["${host}"]\n  path: /ingest\n  username: bastida\n  password: "${token}"\n  compression_level: 3\n` },
    { name: 'rsyslog (omelasticsearch)', text: `module(load="omelasticsearch")\ntemplate(name="bastida" type="list" option.jsonf="on") {\n  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")\n  property(outname="host" name="hostname" format="jsonf")\n  property(outname="severity" name="syslogseverity-text" format="jsonf")\n  property(outname="program" name="programname" format="jsonf")\n  property(outname="message" name="msg" format="jsonf")\n}\naction(type="omelasticsearch" server="${host}/ingest"\n  template="bastida" searchIndex="bastida" searchType="" bulkmode="on" uid="bastida" pwd="${token}"${tls ? ' usehttps="on"' : ''}\n  queue.type="linkedlist" queue.filename="bastida" queue.saveonshutdown="on" action.resumeretrycount="-1" retryfailures="on")\n` },
    { name: 'Logstash', text: `output {\n  elasticsearch {\n    hosts => ["${host}"]\n    path => "/ingest"\n    user => "bastida"\n    password => "${token}"\n    index => "bastida"\n    manage_template => false\n    ilm_enabled => false\n  }\n}\n` },
    { name: 'Fluent Bit', text: `[OUTPUT]\n    Name es\n    Match *\n    Host ${url.hostname}\n    Port ${port}\n    Path /ingest\n    HTTP_User bastida\n    HTTP_Passwd ${token}\n    Suppress_Type_Name On\n    Generate_ID On\n    tls ${tls ? 'On' : 'Off'}\n` },
    { name: 'Vector', text: `[sinks.bastida]\ntype = "elasticsearch"\ninputs = ["logs"]\nendpoints = ["${address}"]\napi_version = "v8"\nauth.strategy = "basic"\nauth.user = "bastida"\nauth.password = "${token}"\n` },
    { name: 'OpenTelemetry', text: `exporters:\n  otlphttp:\n    endpoint: ${address}\n    headers:\n      authorization: "Bearer ${token}"\n` },
    { name: 'curl', text: `curl -H "Authorization: Bearer ${token}" -H "Content-Type: application/x-ndjson" \\\n  --data-binary @lines.ndjson ${address}/lines\n` },
  ]
}
