/** Something the person at the terminal has to put right: printed without a stack. 2 is "could not start", as in the CLI. */
export class LauncherError extends Error {
  constructor(message, exitCode = 2) {
    super(message)
    this.exitCode = exitCode
  }
}

export const say = (text) => void process.stderr.write(`bastida: ${text}\n`)

export function fail(message, exitCode) {
  throw new LauncherError(message, exitCode)
}

export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
