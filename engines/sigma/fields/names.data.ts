/**
 * Further names under which shippers write a field, by the rule's own name for it. What Windows event logs do to every field
 * (`Event.EventData.X` and its like) is added by names.ts and does not stand here, unless the field has another name there.
 * ECS names after the Elastic Common Schema 8 and the modules of Winlogbeat and Filebeat.
 */
export const system: Readonly<Record<string, readonly string[]>> = {
  EventID: ['Event.System.EventID', 'Event.System.EventID.#text', 'Event.System.EventID.Value', 'EventID.#text', 'EventID.Value', 'winlog.event_id', 'event_id', 'event.code'],
  Channel: ['Event.System.Channel', 'winlog.channel', 'log_name'],
  Provider_Name: ['ProviderName', 'SourceName', 'Provider', 'Event.System.Provider.#attributes.Name', 'winlog.provider_name', 'source_name', 'event.provider'],
  Computer: ['ComputerName', 'Hostname', 'Event.System.Computer', 'winlog.computer_name', 'computer_name', 'host.name'],
  ComputerName: ['Computer', 'Hostname', 'Event.System.Computer', 'winlog.computer_name', 'computer_name', 'host.name', 'Event.EventData.ComputerName'],
  Hostname: ['Computer', 'ComputerName', 'Event.System.Computer', 'winlog.computer_name', 'computer_name', 'host.name'],
  Security_UserID: ['Event.System.Security.#attributes.UserID', 'winlog.user.identifier', 'user.identifier', 'UserID'],
  TimeCreated: ['Event.System.TimeCreated.#attributes.SystemTime', '@timestamp', 'EventTime', 'winlog.time_created'],
  Level: ['Event.System.Level', 'winlog.level', 'level'],
  Task: ['Event.System.Task', 'winlog.task', 'task'],
  Opcode: ['Event.System.Opcode', 'winlog.opcode', 'opcode'],
  Keywords: ['Event.System.Keywords', 'winlog.keywords', 'keywords'],
  Version: ['Event.System.Version', 'winlog.version', 'version'],
}

export const windows: Readonly<Record<string, readonly string[]>> = {
  Image: ['NewProcessName', 'Event.EventData.NewProcessName', 'winlog.event_data.NewProcessName', 'process.executable'],
  ParentImage: ['ParentProcessName', 'Event.EventData.ParentProcessName', 'winlog.event_data.ParentProcessName', 'process.parent.executable'],
  CommandLine: ['process.command_line'],
  ParentCommandLine: ['process.parent.command_line'],
  CurrentDirectory: ['process.working_directory'],
  OriginalFileName: ['process.pe.original_file_name', 'dll.pe.original_file_name', 'file.pe.original_file_name'],
  Description: ['process.pe.description', 'dll.pe.description'],
  Product: ['process.pe.product', 'dll.pe.product'],
  Company: ['process.pe.company', 'dll.pe.company'],
  FileVersion: ['process.pe.file_version', 'dll.pe.file_version'],
  ProcessId: ['process.pid'],
  ProcessGuid: ['process.entity_id'],
  ParentProcessId: ['process.parent.pid'],
  ParentProcessGuid: ['process.parent.entity_id'],
  ParentUser: ['process.parent.user.name'],
  User: ['user.name'],
  SourceImage: ['process.executable'],
  TargetFilename: ['file.path'],
  TargetObject: ['registry.path'],
  Details: ['registry.data.strings'],
  ImageLoaded: ['dll.path', 'file.path'],
  Signed: ['dll.code_signature.signed', 'file.code_signature.signed'],
  Signature: ['dll.code_signature.subject_name', 'file.code_signature.subject_name'],
  SignatureStatus: ['dll.code_signature.status', 'file.code_signature.status'],
  DestinationIp: ['destination.ip'],
  DestinationPort: ['destination.port'],
  DestinationHostname: ['destination.domain'],
  SourceIp: ['source.ip'],
  SourcePort: ['source.port'],
  SourceHostname: ['source.domain'],
  Protocol: ['network.transport'],
  QueryName: ['dns.question.name'],
  QueryResults: ['dns.answers.data', 'dns.resolved_ip'],
  PipeName: ['file.name'],
  IpAddress: ['source.ip'],
  ScriptBlockText: ['powershell.file.script_block_text'],
  Data: ['Event.EventData.Data.#text', 'winlog.event_data.param1', 'event_data.param1'],
}

/** Defender writes two words where rules write one. */
export const spaced: readonly string[] = ['Threat Name', 'Source Name', 'Category Name', 'Severity Name', 'Action Name', 'Process Name', 'Detection User', 'Threat ID', 'New Value', 'Old Value', 'Feature Name', 'Error Description']

/** The one level between `UserData` and its values, for the logs whose rules need it: any name cannot be said in a path. */
export const userData: Readonly<Record<string, readonly string[]>> = {
  'Event.UserData.LogFileCleared': ['SubjectUserName', 'SubjectDomainName', 'BackupPath'],
  'Event.UserData.EventXML': ['User', 'SessionID', 'Address', 'Param1', 'Param2', 'Param3'],
  'Event.UserData.RuleAndFileData': ['FilePath', 'FileHash', 'Fqbn', 'PolicyName', 'RuleName', 'TargetUser'],
  'Event.UserData.Operation_ESStoConsumerBinding': ['ESS', 'CONSUMER', 'PossibleCause', 'Namespace'],
  'Event.UserData.Operation_ClientFailure': ['Operation', 'User', 'ClientMachine', 'Component', 'ResultCode', 'PossibleCause'],
  'Event.UserData.Operation_EssStarted': ['Query', 'Provider', 'NamespaceName'],
  'winlog.user_data': ['Operation', 'User', 'Query', 'Provider', 'SubjectUserName', 'FilePath', 'Address', 'PossibleCause'],
  'Event.UserData.CertNotificationData': ['SubjectNames', 'Template', 'EKUs'],
}

/** Web servers and proxies: IIS and W3C names in the rules; ECS, nginx and Apache in JSON besides. */
export const web: Readonly<Record<string, readonly string[]>> = {
  'cs-method': ['http.request.method', 'request_method', 'method', 'verb'],
  'c-uri': ['cs-uri', 'url.original', 'url.full', 'request_uri', 'uri'],
  'cs-uri': ['c-uri', 'url.original', 'url.full', 'request_uri', 'uri'],
  'cs-uri-query': ['url.query', 'url.original', 'query_string', 'args', 'request_uri'],
  'c-uri-query': ['cs-uri-query', 'url.query', 'query_string', 'args'],
  'cs-uri-stem': ['url.path', 'uri', 'path', 'request_uri'],
  'c-uri-stem': ['cs-uri-stem', 'url.path', 'uri', 'path'],
  'c-uri-extension': ['url.extension'],
  'sc-status': ['http.response.status_code', 'status', 'status_code', 'response_code'],
  'cs-user-agent': ['c-useragent', 'user_agent.original', 'http_user_agent', 'user_agent', 'agent', 'cs(User-Agent)'],
  'c-useragent': ['cs-user-agent', 'user_agent.original', 'http_user_agent', 'user_agent', 'agent', 'cs(User-Agent)'],
  'cs-referer': ['cs-referrer', 'http.request.referrer', 'http_referer', 'referer', 'referrer', 'cs(Referer)'],
  'cs-referrer': ['cs-referer', 'http.request.referrer', 'http_referer', 'referer', 'referrer', 'cs(Referer)'],
  'cs-cookie': ['http_cookie', 'cookie', 'cs(Cookie)'],
  'cs-host': ['url.domain', 'http_host', 'server_name', 'vhost'],
  'r-dns': ['url.domain', 'cs-host', 'http_host', 'server_name'],
  'c-ip': ['source.ip', 'client.ip', 'remote_addr', 'clientip', 'client_ip', 'remote_ip'],
  'cs-username': ['user.name', 'remote_user'],
  'cs-bytes': ['http.request.bytes', 'request_length'],
  'sc-bytes': ['http.response.bytes', 'body_bytes_sent', 'bytes_sent'],
  src_ip: ['source.ip', 'c-ip', 'client.ip', 'SourceIp'],
  dst_ip: ['destination.ip', 'server.ip', 'DestinationIp'],
  src_port: ['source.port', 'client.port'],
  dst_port: ['destination.port', 'server.port'],
}

export const cloud: Readonly<Record<string, readonly string[]>> = {
  eventName: ['event.action'],
  eventSource: ['event.provider'],
  errorCode: ['aws.cloudtrail.error_code'],
  errorMessage: ['aws.cloudtrail.error_message'],
  eventType: ['aws.cloudtrail.event_type'],
  sourceIPAddress: ['source.ip', 'source.address'],
  userAgent: ['user_agent.original'],
  awsRegion: ['cloud.region'],
  'userIdentity.type': ['aws.cloudtrail.user_identity.type'],
  'userIdentity.arn': ['aws.cloudtrail.user_identity.arn'],
  'userIdentity.userName': ['user.name'],
  'userIdentity.invokedBy': ['aws.cloudtrail.user_identity.invoked_by'],
  'userIdentity.sessionContext.sessionIssuer.type': ['aws.cloudtrail.user_identity.session_context.session_issuer.type'],
  operationName: ['OperationName', 'azure.activitylogs.operation_name'],
  ResultType: ['resultType', 'azure.signinlogs.result_type'],
  'gcp.audit.method_name': ['protoPayload.methodName', 'event.action'],
  'gcp.audit.service_name': ['protoPayload.serviceName', 'service.name'],
}

export const linux: Readonly<Record<string, readonly string[]>> = {
  type: ['auditd.message_type', 'record_type'],
  exe: ['process.executable', 'auditd.data.exe'],
  comm: ['process.name', 'auditd.data.comm'],
  key: ['auditd.data.key'],
  SYSCALL: ['syscall', 'auditd.data.syscall'],
  syscall: ['SYSCALL', 'auditd.data.syscall'],
  auid: ['user.audit.id', 'auditd.data.auid'],
  program: ['process.name', 'SYSLOG_IDENTIFIER', 'appname', 'app_name', 'APP-NAME', 'ident', 'syslog.appname'],
}

/** PostgreSQL: jsonlog names in the rules, csvlog and Filebeat besides. MariaDB: server_audit. SQL Server: names of the audit. */
export const databases: Readonly<Record<string, readonly string[]>> = {
  dbname: ['database_name', 'postgresql.log.database', 'database', 'db.name'],
  user: ['user_name', 'username', 'user.name'],
  remote_host: ['connection_from', 'postgresql.log.client_addr', 'client.ip', 'source.ip'],
  error_severity: ['postgresql.log.error_severity', 'log.level'],
  state_code: ['sql_state_code', 'postgresql.log.sql_state_code'],
  application_name: ['postgresql.log.application_name'],
  backend_type: ['postgresql.log.backend_type'],
  statement: ['query', 'postgresql.log.query', 'mssql.audit.statement'],
  'pgaudit.class': ['audit_class', 'postgresql.audit.class'],
  'pgaudit.command': ['audit_command', 'postgresql.audit.command'],
  'pgaudit.statement': ['audit_statement', 'postgresql.audit.statement'],
  'pgaudit.object_name': ['audit_object_name', 'postgresql.audit.object_name'],
  serverhost: ['mariadb.audit.serverhost'],
  username: ['user', 'mariadb.audit.username', 'user.name'],
  connectionid: ['mariadb.audit.connectionid'],
  operation: ['mariadb.audit.operation'],
  object: ['mariadb.audit.object'],
  retcode: ['mariadb.audit.retcode'],
  action_id: ['mssql.audit.action_id', 'sqlserver.audit.action_id'],
  server_principal_name: ['mssql.audit.server_principal_name', 'sqlserver.audit.server_principal_name'],
  database_name: ['dbname', 'mssql.audit.database_name', 'database'],
  object_name: ['mssql.audit.object_name', 'sqlserver.audit.object_name'],
  succeeded: ['mssql.audit.succeeded', 'sqlserver.audit.succeeded'],
  client_ip: ['mssql.audit.client_ip', 'sqlserver.audit.client_ip', 'source.ip'],
}

/** What decides where an event comes from, besides the fields above: explicit labels, and the data sets of Elastic. */
export const labels: Readonly<Record<string, readonly string[]>> = {
  product: ['logsource.product'],
  category: ['logsource.category'],
  service: ['logsource.service'],
  'event.dataset': ['data_stream.dataset', 'fileset.name'],
}
