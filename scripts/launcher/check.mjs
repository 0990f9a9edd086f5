import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { quiet } from './child.mjs'
import { seconds } from './say.mjs'

/** Everything that a machine can tell about the source without running it. All steps run, side by side. */
export async function check(node, root) {
  const bin = (path) => join(root, 'node_modules', path)
  const steps = [
    { name: 'lint', args: [bin('oxlint/bin/oxlint'), '--deny-warnings'] },
    { name: 'architecture', args: ['tools/check-architecture.ts'] },
    { name: 'types of the server', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.json', '--noEmit'] },
    { name: 'types of the web', args: [bin('typescript/bin/tsc'), '-p', 'tsconfig.web.json', '--noEmit'], needs: 'ui' },
    { name: 'generated files', args: ['tools/generate.ts', '--check'], needs: 'tools/generate.ts' },
  ]
  const codes = await Promise.all(steps.map((step) => runStep(node, root, step)))
  return codes.some((code) => code !== 0) ? 1 : 0
}

async function runStep(node, root, { name, args, needs }) {
  if (needs && !existsSync(join(root, needs))) {
    process.stdout.write(`absent         ${name} (no ${needs})\n`)
    return 0
  }
  const start = performance.now()
  const { code, output } = await quiet(node, args, { cwd: root })
  const line = `${code === 0 ? 'ok    ' : 'FAILED'} ${seconds(performance.now() - start).padStart(7)} ${name}`
  process.stdout.write(code === 0 ? `${line}\n` : `${line}\n${output.replace(/^/gm, '    ')}\n`)
  return code
}
