/** A collection that lies in a git repository: fetched once, without history, into a folder that goes again. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MINUTES = 5
export type GitProblem = { readonly problem: string }

/** By address, and not by what a path may look like. `git@host:path` is ssh too. */
export const isGit = (text: string): boolean => /^(?:https|file|ssh):\/\//.test(text) || /^[\w.-]+@[\w.-]+:/.test(text)
/** Without the account that stands in it: it is shown and kept. */
export const shownUrl = (text: string): string => text.replace(/^(https:\/\/)[^@/]*@/, '$1').slice(0, 500)

export async function withGit<T>(url: string, ref: string | undefined, work: (folder: string, commit: string) => Promise<T>): Promise<T | GitProblem> {
  if (ref !== undefined && !/^[\w][\w./-]{0,199}$/.test(ref)) return { problem: `"${ref}" is no name of a branch or tag` }
  const folder = await mkdtemp(join(tmpdir(), 'bastida-rules-'))
  try {
    // Nothing of the repository runs: no hooks, no submodules, no filters of attributes that this machine does not have, no question for a password.
    const cloned = await git(['-c', 'core.hooksPath=/dev/null', '-c', 'core.symlinks=false', '-c', 'protocol.allow=never', '-c', 'protocol.https.allow=always', '-c', 'protocol.file.allow=always', '-c', 'protocol.ssh.allow=always',
      'clone', '--quiet', '--depth', '1', '--single-branch', '--no-tags', '--no-recurse-submodules', '--template=', ...(ref === undefined ? [] : ['--branch', ref]), '--', url, join(folder, 'rules')])
    if ('problem' in cloned) return cloned
    const head = await git(['-C', join(folder, 'rules'), 'rev-parse', 'HEAD'])
    return await work(join(folder, 'rules'), 'problem' in head ? '' : head.out.trim())
  } finally { await rm(folder, { recursive: true, force: true }) }
}

function git(args: readonly string[]): Promise<{ readonly out: string } | GitProblem> {
  return new Promise((resolve) => {
    // Settings of the account or the machine are not read: they could name programs to run.
    const env = { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/nonexistent', GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_SSH_COMMAND: 'ssh -oBatchMode=yes', LC_ALL: 'C' }
    execFile('git', [...args], { env, timeout: MINUTES * 60_000, killSignal: 'SIGKILL', maxBuffer: 1_048_576 }, (error, stdout, stderr) => {
      if (!error) resolve({ out: stdout })
      else if (error.code === 'ENOENT') resolve({ problem: 'the program git is not on this machine: install it (Debian: apt install git), or give a folder' })
      else resolve({ problem: error.killed ? `git did not end within ${MINUTES} minutes` : `git says: ${stderr.trim().split('\n').slice(-3).join(' ').slice(0, 500) || error.message.slice(0, 200)}` })
    })
  })
}
