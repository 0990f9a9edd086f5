import type { ReactNode } from 'react'
import type { PlanItem } from '../../contract.ts'
import { sayBranch, sayName, useWords } from '../words.ts'
import type { Placed } from './branches.ts'

/** Where one branch begins: "Se sì: c’è una copia di prima dell’attacco?" */
export function BranchLine({ branch }: { branch: NonNullable<Placed<PlanItem>['branch']> }) {
  const { t } = useWords()
  return <p className="plan-step-branch">{t('branch.of', { branch: sayBranch(t, branch.of, branch.answer), question: branch.of ? sayName(t, branch.of) : '' })}</p>
}

/** What a step says: its name, why, its commands as text, who and on what. */
export function StepText({ row, children }: { row: Placed<PlanItem>; children?: ReactNode }) {
  const { t, f, lang } = useWords()
  const { item, number } = row
  const kind = item.kind === 'ask' ? t('step.ask') : item.kind === 'repeat' ? t('step.repeat') : item.kind === 'choose' ? t('step.choose') : item.kind === 'together' && item.name[lang] ? t('step.together') : item.kind === 'playbook' ? t('step.another') : ''
  const names = Object.values(item.name)
  const commands = item.commands.filter((one) => one.text && !(one.type === 'manual' && names.includes(one.text)))
  const facts = [
    item.agent && commands.some((one) => one.type !== 'manual') ? t('step.who', { name: item.agent }) : '', item.targets.length > 0 ? t('step.on', { names: f.list(item.targets) }) : '',
    item.inputs.length > 0 ? t('step.inputs', { names: f.list(item.inputs) }) : '', item.outputs.length > 0 ? t('step.outputs', { names: f.list(item.outputs) }) : '',
    item.timeoutMs === null ? '' : t('step.timeout', { n: f.number(Math.round(item.timeoutMs / 1000)) }), item.delayMs === null ? '' : t('step.delay', { n: f.number(Math.round(item.delayMs / 1000)) }),
  ].filter(Boolean)
  return (
    <div className="plan-step-text">
      {kind && <p className="plan-step-kind">{kind}</p>}
      <p className="plan-step-name">{number !== null && <span className="plan-step-number">{f.number(number)}.</span>} <strong>{sayName(t, item)}</strong></p>
      {item.description[lang] && <p className="soft">{item.description[lang]}</p>}
      {item.condition && !names.includes(item.condition) && sayName(t, item) !== item.condition && <p className="soft mono plan-step-condition">{item.condition}</p>}
      {commands.map((one, i) => (one.type === 'manual'
        ? <p key={i} className="prose-lines">{one.text}</p>
        : <div key={i} className="plan-step-command"><p className="soft">{t('step.command', { type: one.type })}</p><pre className="mono" tabIndex={0}>{one.text}</pre></div>))}
      {facts.length > 0 && <p className="soft">{facts.join(' · ')}</p>}
      {children}
    </div>
  )
}

/** Written out: a class that is put together is not found when the styles are thinned. */
const depths = ['', 'plan-step-depth-1', 'plan-step-depth-2', 'plan-step-depth-3', 'plan-step-depth-4']
export const depthClass = (item: PlanItem): string => depths[Math.min(item.depth, 4)]!
