/** How a field of the description is called where it stands alone. */

import type { Texts } from '../types.ts'
import { formFieldsOf } from './formFields.data.ts'
import { keyLabels } from './keyLabels.data.ts'

/** Its own short label, else that of the first form which asks for nothing else in one box; a key that no form knows names itself. */
export function labelOfKey(key: string): Texts {
  if (Object.hasOwn(keyLabels, key)) return keyLabels[key as keyof typeof keyLabels]
  const field = Object.values(formFieldsOf).flat().find(({ from }) => from.length === 1 && from[0] === key)
  return field?.label ?? { it: key, fr: key, en: key }
}
