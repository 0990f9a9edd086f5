/** A real IMAP server of one's own, on loopback alone, in a folder that goes with it. As root it runs for users of Debian's package. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

export const dovecotBinary = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot'].find((path) => existsSync(path) && existsSync('/usr/lib/dovecot/imap'))
const PASSWORD = 'parola d’ordine'

export type Dovecot = { readonly url: string; readonly port: number; start(): Promise<void>; stop(): Promise<void>; close(): Promise<void> }

export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'bastida-imap-'))
  const port = await freePort()
  const root = process.getuid!() === 0
  const me = userInfo()
  // The mail itself belongs to nobody; without root everything is ours and nothing is locked away.
  const [uid, gid] = root ? [65_534, 65_534] : [me.uid, me.gid]
  chmodSync(folder, 0o755)
  for (const part of ['run', 'state', 'mail']) mkdirSync(join(folder, part), { mode: 0o755 })
  if (root) chownSync(join(folder, 'mail'), uid, gid)
  writeFileSync(join(folder, 'users'), `centro:{PLAIN}${PASSWORD}:${uid}:${gid}::${join(folder, 'mail')}::\n`)
  const ownUser = root ? '' : `default_internal_user = ${me.username}\ndefault_login_user = ${me.username}\ndefault_internal_group = ${gid}\n`
  const unlocked = root ? '' : 'chroot = \n'
  writeFileSync(join(folder, 'dovecot.conf'), `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:~/Maildir
mailbox_list_index = no
${ownUser}
service imap-login {
  ${unlocked}
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  ${unlocked}
}
passdb {
  driver = passwd-file
  args = scheme=PLAIN ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
`)
  let child: ChildProcess | undefined
  const stop = async () => {
    const running = child
    child = undefined
    if (!running) return
    const ended = new Promise((resolve) => running.once('close', resolve))
    running.kill('SIGTERM')
    await ended
  }
  const start = async () => {
    child = spawn(dovecotBinary!, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
    for (let tries = 0; ; tries++) {
      if (await answers(port)) return
      if (tries > 100 || child.exitCode !== null) throw new Error(`dovecot does not start: ${spawnSync('tail', ['-n', '20', join(folder, 'log')]).stdout.toString()}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  await start()
  return { url: `imap://centro:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}/INBOX`, port, start, stop, close: async () => { await stop(); rmSync(folder, { recursive: true, force: true }) } }
}

const answers = (port: number) => new Promise<boolean>((resolve) => {
  const socket = connect(port, '127.0.0.1')
  socket.once('data', () => { socket.destroy(); resolve(true) })
  socket.once('error', () => resolve(false))
  socket.once('close', () => resolve(false))
})
const freePort = () => new Promise<number>((resolve) => { const server = createServer().listen(0, '127.0.0.1', () => { const { port } = server.address() as { port: number }; server.close(() => resolve(port)) }) })
