/** Invented responders of the demonstration, by the code of their party there. Days are counted from the day on which it is filled. */
import type { Trade } from '../contract-responders.ts'

export type DemoResponder = {
  readonly code: string; readonly trades: readonly Trade[]; readonly languages: readonly ('it' | 'fr' | 'en')[]; readonly hours: string; readonly phone: string; readonly readyHours: number; readonly public: boolean
  readonly qualifications: readonly { readonly kind: 'iso27001' | 'expertcyber' | 'other'; readonly label: string; readonly endsInDays: number }[]
}
export const demoResponders: readonly DemoResponder[] = [
  { code: 'RSP1', trades: ['ransomware', 'forensic', 'data_recovery'], languages: ['it', 'en'], hours: 'giorno e notte', phone: '800 000 101', readyHours: 2, public: true, qualifications: [{ kind: 'iso27001', label: '', endsInDays: 300 }] },
  { code: 'RSP2', trades: ['ransomware', 'forensic', 'industrial'], languages: ['it', 'fr', 'en'], hours: 'lun–ven 8–20', phone: '800 000 102', readyHours: 4, public: true, qualifications: [{ kind: 'other', label: 'Attestato inventato', endsInDays: -20 }, { kind: 'iso27001', label: '', endsInDays: 90 }] },
  { code: 'F1', trades: ['ransomware', 'accounts', 'web'], languages: ['it'], hours: 'lun–sab 8–18', phone: '800 000 103', readyHours: 12, public: false, qualifications: [] },
  { code: 'F2', trades: ['legal', 'communication'], languages: ['it', 'fr'], hours: 'lun–ven 9–18', phone: '800 000 104', readyHours: 24, public: true, qualifications: [] },
  // The provider that falls in the story also helps others: it is named to nobody in its own case.
  { code: 'nubilis', trades: ['ransomware', 'data_recovery'], languages: ['it'], hours: 'giorno e notte', phone: '800 000 105', readyHours: 1, public: false, qualifications: [{ kind: 'iso27001', label: '', endsInDays: 200 }] },
]
