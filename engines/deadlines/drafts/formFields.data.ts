/** Every form, by authority. */

import { edpbFields } from './edpb.data.ts'
import type { DraftAuthority, FormField } from './formField.ts'
import { anssiFields, certSanteFields, cnilFields } from './france.data.ts'
import { csirtItaliaFields, garanteFields } from './italy.data.ts'

export const formFieldsOf: Readonly<Record<DraftAuthority, readonly FormField[]>> = {
  edpb: edpbFields, garante: garanteFields, cnil: cnilFields, csirt_italia: csirtItaliaFields, anssi: anssiFields,
  cert_sante: certSanteFields,
}
