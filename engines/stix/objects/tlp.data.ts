import type { Level } from './types.ts'

/** OASIS: the extension that carries TLP 2.0, and its five markings. */
export const tlpExtension = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
export const tlpMarkings: Readonly<Record<Level, string>> = {
  'red': 'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1',
  'amber+strict': 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
  'amber': 'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421',
  'green': 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb',
  'clear': 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487',
}
/** The four of TLP 1.0 (STIX 2.1 section 7.2.1.4), and the one that OpenCTI gives to AMBER+STRICT. */
export const olderMarkings: Readonly<Record<string, Level>> = {
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  'marking-definition--826578e1-40ad-459f-bc73-ede076f81f37': 'amber+strict',
}
