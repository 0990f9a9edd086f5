/** What the public document of this module is drawn from: texts of kinds are already in the language of the page. */
export type ChoiceRow = { readonly what: string; readonly name: string; readonly why: string; readonly fastest: 'at_once' | 'weekly'; /** Law or an open question asks for it. */ readonly required: boolean; readonly muted: boolean }
export type ChoicesView = {
  readonly token: string
  /** The address, its middle hidden: whoever forwards the mail gives away no more than the mail says. */
  readonly address: string
  /** "you are the contact for security of Comune di …" */
  readonly reasons: readonly string[]
  readonly kinds: readonly ChoiceRow[]
  readonly weeklyMuted: boolean
  readonly nowMuted: boolean
  /** What the link of the mail silences. */
  readonly asked?: string
  /** What was just changed. */
  readonly done?: { readonly what: string; readonly muted: boolean }
}
export type MessagesViews = { readonly messages: ChoicesView }
