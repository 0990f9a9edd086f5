/** What the public document of this module is drawn from: texts are already in the language of the page. */
export type Rfc2350Section = { /** "3" or "3.1". */ readonly number: string; readonly title: string; readonly paragraphs: readonly string[] }
export type Rfc2350View = { readonly sections: readonly Rfc2350Section[]; readonly text: string }
export type CoordinationViews = { readonly rfc2350: Rfc2350View }
