/**
 * Own symbols on a grid of 20. States are solid shapes with the mark cut out, each with an outline of its own,
 * so that they differ without colour and at 12 px on a map. `unknown` is drawn with lines: it is the hatched one.
 */
export const stateShapes = {
  hit: 'M6.5 1.5h7l5 5v7l-5 5h-7l-5-5v-7zM7.2 5.8 5.8 7.2 8.6 10l-2.8 2.8 1.4 1.4 2.8-2.8 2.8 2.8 1.4-1.4-2.8-2.8 2.8-2.8-1.4-1.4L10 8.6z',
  degraded: 'M10 1.8c.5 0 .9.3 1.2.7l7.6 13.8c.5 1-.1 2.2-1.2 2.2H2.4c-1.1 0-1.7-1.2-1.2-2.2L8.8 2.5c.3-.4.7-.7 1.2-.7zM9 7v5.4h2V7zM9 14v2.1h2V14z',
  'at-risk': 'M10 1.2 17.8 4v5.6c0 4.3-3 7.7-7.8 9.3-4.8-1.6-7.8-5-7.8-9.3V4zM9 5.6v5.4h2V5.6zM9 12.6v2.1h2v-2.1z',
  restored: 'M10 1.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM5.3 10.3l1.5-1.4 2.3 2.4 4.5-4.9 1.5 1.4-6 6.5z',
  'not-hit': 'M10 1.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM5.8 9v2h8.4V9z',
} as const

export const unknownShape = 'M2.5 2.5h15v15h-15zM2.5 8.5l6-6M2.5 14.5l12-12M5.5 17.5l12-12M11.5 17.5l6-6'

/** Interface icons: 1.6 px lines. */
export const icons = {
  help: 'M10 2.2a7.8 7.8 0 1 0 0 15.6 7.8 7.8 0 0 0 0-15.6zM10 6.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4zM4.5 4.5l3.2 3.2M12.3 12.3l3.2 3.2M15.5 4.5l-3.2 3.2M7.7 12.3l-3.2 3.2',
  phone: 'M4.2 2.8h3l1.5 4-2 1.4a9.6 9.6 0 0 0 5.1 5.1l1.4-2 4 1.5v3c0 .8-.7 1.4-1.5 1.4C9 16.8 3.2 11 2.8 4.3c0-.8.6-1.5 1.4-1.5z',
  notice: 'M3 8v4h2.8l8.2 4V4L5.8 8zM16.8 8.2v3.6M6.5 12.2l1.2 4.6h2',
  bell: 'M5.2 8.5a4.8 4.8 0 0 1 9.6 0c0 4 1.7 5.5 1.7 5.5h-13s1.7-1.5 1.7-5.5zM8.2 16.6c.8 1 2.8 1 3.6 0',
  chart: 'M2.8 17.2h14.4M5.2 14v-3.5M10 14V4M14.8 14V7.5',
  box: 'M3 6.8h14v10H3zM7 6.8V3.6h6v3.2M3 11h14M10 9.8v2.4',
  flag: 'M4.5 17.5V3M4.5 3.5h11l-2.4 3.3 2.4 3.3h-11',
  clock: 'M10 2.2a7.8 7.8 0 1 0 0 15.6 7.8 7.8 0 0 0 0-15.6zM10 5.5V10l3.2 2',
  mail: 'M2.5 4.5h15v11h-15zM2.7 5l7.3 6 7.3-6',
  'mail-sealed': 'M17.5 9V4.5h-15v11h8M2.7 5l7.3 6 7.3-6M12.2 14.6l2 2 3.8-4.2',
  message: 'M2.5 3.8h15v10h-8.6l-3.6 3v-3H2.5z',
  print: 'M5.5 7.5v-5h9v5M5.5 14h-3V7.5h15V14h-3M5.5 11.5h9v6h-9z',
  feed: 'M4 4a12 12 0 0 1 12 12M4 9a7 7 0 0 1 7 7M4.5 14.5h1v1h-1z',
  file: 'M4.5 2.2h7l4 4v11.6h-11zM11.5 2.2v4h4M7.2 10.2h5.6M7.2 13.5h5.6',
  search: 'M8.8 3a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8.8 3zM13 13l4.2 4.2',
  chevron: 'M7.5 4.5 13 10l-5.5 5.5',
  arrow: 'M3 10h13.5M11 4.5l5.5 5.5-5.5 5.5',
  lock: 'M4 9h12v8.5H4zM6.5 9V6.5a3.5 3.5 0 0 1 7 0V9M10 12v2.5',
  menu: 'M2.5 5h15M2.5 10h15M2.5 15h15',
  person: 'M10 2.8a3.4 3.4 0 1 0 0 6.8 3.4 3.4 0 0 0 0-6.8zM3.2 17.5c.4-3.7 3.2-5.7 6.8-5.7s6.4 2 6.8 5.7',
  building: 'M3 17.5h14M4.5 17.5V8h11v9.5M3 8l7-5 7 5zM8 11v3.5M12 11v3.5',
  history: 'M3.2 6.5A7.8 7.8 0 1 1 2.2 10M2.8 2.8v4h4M10 5.8V10l2.8 1.8',
  download: 'M10 2.5v10M5.5 8.5 10 13l4.5-4.5M3 17h14',
  info: 'M10 2.2a7.8 7.8 0 1 0 0 15.6 7.8 7.8 0 0 0 0-15.6zM10 9v5M10 6v.2',
  calendar: 'M3 4.5h14v13H3zM3 8.5h14M6.8 2.5v3.5M13.2 2.5v3.5',
  map: 'M2.5 5 7.5 3l5 2 5-2v12l-5 2-5-2-5 2zM7.5 3v12M12.5 5v12',
  queue: 'M2.5 4h15v12.5h-15zM2.5 11.5h4.2l1.3 2h4l1.3-2h4.2',
  cases: 'M2.5 6h15v10.5h-15zM7 6V3.5h6V6',
  gavel: 'M10 2.5v15M5 17.5h10M3 6h14M5.5 6l-3 6h6zM14.5 6l-3 6h6z',
  play: 'M6 3.5 16 10 6 16.5z',
  theme: 'M10 2.2a7.8 7.8 0 1 0 0 15.6zM10 2.2a7.8 7.8 0 0 1 0 15.6',
  cross: 'M4.5 4.5l11 11M15.5 4.5l-11 11',
  tick: 'M3.5 10.5l4.3 4.3 8.7-9.3',
} as const

/** Plan of a walled town: four corner towers, a square in the middle. */
export const brandShape = 'M3 3h10l2 5h10l2-5h10v10l-5 2v10l5 2v10H27l-2-5H15l-2 5H3V27l5-2V15l-5-2zM14 14v12h12V14zM17.5 17.5h5v5h-5z'

export type StateGlyph = keyof typeof stateShapes | 'unknown'
export type IconName = keyof typeof icons
