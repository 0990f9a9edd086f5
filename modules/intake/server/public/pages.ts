/** What each public address of this module answers. */
import { languages, Refusal, type Lang } from '#platform/contract/index.ts'
import { field, readForm } from '#platform/http/forms.ts'
import type { Route } from '#platform/http/index.ts'
import { localPathOf, type Made, type PageAnswer, type PageAsked, type Place } from '#platform/http/site.ts'
import { intakePages, intakePaths, ownPages, steps, type IntakePageName, type Step } from '../../contract-pages.ts'
import { guided, type Guided, type IntakeViews, type ReportValues } from '../../contract-public.ts'
import { fieldsOf, problemsOf, type FormErrors } from '../../core/form.ts'
import { helpersOf } from '../../core/helpers.data.ts'
import type { Context } from '../context.ts'
import type { Following } from './following.ts'
import type { Reporting } from './reporting.ts'
import { readStamp, stampOf } from './stamp.ts'

export function publicPages({ ground: { clock, publicUrl }, needs: { site, secret } }: Context, reporting: Reporting, following: Following): Route[] {
  const draw = <R extends keyof IntakeViews>(place: Place, document: R, view: IntakeViews[R], made: Partial<Made> = {}) => site.draw(place, document, view, made)

  function page(place: Place, step: Step, values: ReportValues, { token, errors = [], expiresAt, sure }: { token?: string; errors?: FormErrors; expiresAt?: Date; sure?: boolean } = {}): Made {
    return draw(place, 'report', {
      step, values, errors, stamp: stampOf(secret, clock.now()), ...(sure ? { sure } : {}),
      ...(token ? { token, resume: publicUrl + localPathOf(place, intakePaths.step(token, step)) } : {}), ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}),
    }, errors.length > 0 || sure ? { status: 400 } : {})
  }

  async function readStep({ request, params }: PageAsked, step: Step) {
    const form = await readForm(request)
    const typed = Object.fromEntries(Object.entries(fieldsOf[step]).map(([name, max]) => [name, field(form, name, max)])) as ReportValues
    // "Go on" leads to the next page; the other buttons of the page keep what was typed and lead elsewhere.
    const go = field(form, 'go', 10)
    return { typed, trap: field(form, 'website', 200), stamp: readStamp(secret, field(form, 'stamp', 60)), go, other: languages.find((one) => one === go), token: params.token! }
  }
  const inLanguage = (place: Place, lang: Lang | undefined): Place => (lang && place.info.languages.includes(lang) ? { ...place, lang } : place)
  const after = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1]
  const stepOf = (text: string | undefined): Step => { const found = steps.find((one) => one === text); if (!found) throw new Refusal('not_found'); return found }

  const answers: Readonly<Record<IntakePageName, PageAnswer>> = {
    situation: async ({ place, params }) => {
      const situation = guided.find((one) => one === params.slug)
      if (!situation) throw new Refusal('not_found')
      return draw(place, 'situation', { situation: situation as Guided, call: helpersOf(place.info.country, situation, place.lang) }, { tags: ['territory'], keep: true })
    },
    begin: async ({ place, query }) => page(place, 'what', typeof query['about'] === 'string' ? { situation: query['about'] } : {}),
    start: async (asked) => {
      const { typed, trap, stamp, go, other } = await readStep(asked, 'what')
      const { place } = asked
      const errors = problemsOf('what', typed)
      if (go !== 'later' && !other && errors.length > 0) return page(place, 'what', typed, { errors })
      const token = await reporting.begin(typed, { trap, startedAt: stamp })
      return site.lead(inLanguage(place, other), go === 'later' ? `${intakePaths.step(token, 'what')}#resume` : intakePaths.step(token, other ? 'what' : 'who'))
    },
    step: async ({ place, params }) => {
      const draft = await reporting.read(params.token!)
      // Who steps back after sending reads the receipt again.
      if (draft.sent) return draw(place, 'receipt', await reporting.receipt(params.token!))
      return page(place, stepOf(params.step), draft.values, { token: params.token!, expiresAt: draft.expiresAt })
    },
    save: async (asked) => {
      await reporting.read(asked.params.token!)
      const step = stepOf(asked.params.step)
      const { typed, trap, go, other, token } = await readStep(asked, step)
      const { place } = asked
      const draft = await reporting.save(token, typed, trap)
      if (draft.sent) return site.lead(place, intakePaths.receipt(token))
      if (other) return site.lead(inLanguage(place, other), intakePaths.step(token, step))
      // The fragment opens what is folded around it, without a script.
      if (go === 'later') return site.lead(place, `${intakePaths.step(token, step)}#resume`)
      const errors = problemsOf(step, draft.values)
      if (errors.length > 0) return page(place, step, draft.values, { token, errors, expiresAt: draft.expiresAt })
      const next = after(step)
      if (next) return site.lead(place, intakePaths.step(token, next))
      const sent = await reporting.send(token, { address: asked.request.ip, lang: place.lang, sure: go === 'sure' })
      if (sent === 'sent') return site.lead(place, intakePaths.receipt(token))
      if (sent === 'sure') return page(place, step, draft.values, { token, expiresAt: draft.expiresAt, sure: true })
      return page(place, sent, draft.values, { token, errors: problemsOf(sent, draft.values), expiresAt: draft.expiresAt })
    },
    receipt: async ({ place, params }) => draw(place, 'receipt', await reporting.receipt(params.token!)),
    follow: async ({ place }) => draw(place, 'follow', {}),
    followed: async ({ place, request }) => {
      const form = await readForm(request)
      const view = await following.read({ ref: field(form, 'ref', 40), code: field(form, 'code', 40), word: field(form, 'word', 4000), address: request.ip })
      return draw(place, 'follow', view, view.problem === 'wait' ? { status: 429 } : view.problem ? { status: 404 } : {})
    },
  }
  return site.routes(intakePages, answers, {
    own: ownPages,
    canonicalQuery: (name, query) => (name === 'begin' && typeof query['about'] === 'string' ? `?about=${encodeURIComponent(query['about'])}` : ''),
  })
}
