/** What every page has to be, whichever journey opens it. */
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { findings } from './axe.ts'

export function watchProblems(page: Page, address: () => string, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`${address()}: ${String(error)}`))
  page.on('response', (response) => { if (response.status() >= 500) problems.push(`${response.status()} ${response.url()}`) })
}

/** Goes there and waits for the page; what breaks on it from now on is put among the problems. */
export async function arrive(page: Page, address: string, origin: string, problems: string[]): Promise<Page> {
  watchProblems(page, () => address, problems)
  await page.goto(origin + address)
  await page.locator('h1').waitFor()
  return page
}

/** @param keys first parts of the keys of its messages: one that is read on the page is a text that is missing. @param shots pictures are kept there. */
export const lookerFor = (keys: string, shots?: string) => async (name: string, page: Page, forced = false): Promise<void> => {
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true })
  expect(await findings(page, forced), name).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'), `${name} scrolls sideways`).toBe(0)
  expect(await page.locator('h1').count(), name).toBe(1)
  expect(await page.locator('main').innerText(), `${name}: a placeholder, or a key`).not.toMatch(new RegExp(`\\{\\w+\\}|\\b(${keys})\\.\\w+`))
}
