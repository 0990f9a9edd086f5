/** What the public document of this module is drawn from: texts are already in the language of the page. */
import type { ComplaintSheet } from './contract-complaint.ts'
import type { Qualification, ResponderItem, Trade } from './contract-responders.ts'

export type Rfc2350Section = { /** "3" or "3.1". */ readonly number: string; readonly title: string; readonly paragraphs: readonly string[] }
export type Rfc2350View = { readonly sections: readonly Rfc2350Section[]; readonly text: string }
/** Only who agreed to it, with what it agreed to. */
export type ListedResponder = Pick<ResponderItem, 'trades' | 'places' | 'everywhere' | 'languages' | 'hours' | 'phone' | 'email' | 'website'> & { readonly name: string; readonly qualifications: readonly Pick<Qualification, 'kind' | 'label' | 'until'>[] }
export type RespondersView = { readonly items: readonly ListedResponder[]; readonly trade: Trade | ''; readonly place: string; readonly places: readonly string[]; readonly email: string; /** Null while the centre has not presented itself. */ readonly rfc2350: string | null }
export type ComplaintValues = { readonly country?: string; readonly who?: string; readonly situation?: string; readonly known?: string; readonly name?: string; readonly words?: string }
export type ComplaintView = { readonly values: ComplaintValues; readonly errors: readonly { readonly field: keyof ComplaintValues; readonly code: 'missing' | 'not-a-time' | 'future' | 'too-long' }[]; readonly sheet: ComplaintSheet | null }
export type CoordinationViews = { readonly rfc2350: Rfc2350View; readonly responders: RespondersView; readonly complaint: ComplaintView }
