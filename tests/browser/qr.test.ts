import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, visit } from '../support/browser.ts'
import { openEmbedded } from '../../src/platform/db/embedded.ts'
import { realPatience } from '../support/patience.ts'
import { dot } from '../support/pictures.ts'
import { readQr } from '../support/read-qr.ts'
import { mondayMorning, startServer, type ServerProcess } from '../support/server-process.ts'

const researcher = 'researcher@helix.example'
const manager = 'manager@park.example'

let folder: string
let server: ServerProcess
let browser: Browser
/** Stickers of the demo, as the lab manager's page lists them. */
let codes: string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gongtai-qr-'))
  server = await startServer({ file: join(folder, 'park.db'), startMs: 100_000, startsAt: mondayMorning })
  await nameAtLength()
  browser = await openBrowser()
  const { page, context } = await visit(browser, server.url, manager)
  await page.goto('/m/resources/qr')
  codes = await page
    .locator('input[name=c]')
    .evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value))
  await context.close()
}, 180_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a fault is reported from the sticker with a photo, and the lab manager looks at it and closes it', async () => {
  const { page, context, complaints } = await visit(browser, server.url, researcher, { touch: true })
  await page.goto(`/q/${codes[0]}`)
  await page.locator('main a[href*="/faults"]').tap()
  await page.locator('label.slot').first().tap()
  await page.fill('textarea[name=words]', 'The lamp flickers')
  await page.setInputFiles('input[name=photo]', { name: 'IMG.HEIC', mimeType: 'image/png', buffer: Buffer.from(dot) })
  await page.locator('main form button[type=submit]').last().tap()
  await page.waitForURL('**/faults/flt_*')
  expect(await readdir(join(folder, 'photos'))).toHaveLength(1)
  const desk = await visit(browser, server.url, manager, { width: 1280 })
  await desk.page.goto(page.url())
  const picture = desk.page.locator('img.photo')
  await picture.waitFor()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  await desk.page.click('form[action$="/closing"] button')
  await desk.page.waitForSelector('.state.completed')
  expect([...complaints, ...desk.complaints]).toEqual([])
  await desk.context.close()
  await context.close()
})

test.each(['large', 'medium', 'small'] as const)(
  'a %s sheet prints on A4 without clipping a name, and cameras read it',
  async (size) => {
    const { page, context, complaints } = await visit(browser, server.url, manager, { width: 1280 })
    const some = codes.slice(0, { large: 9, medium: 25, small: 66 }[size])
    const query = some.map((code) => `&c=${code}`).join('')
    await page.goto(`/m/resources/qr/sheet?size=${size}&lang=zh-Hans&lang=en${query}`)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('.top').isVisible()).toBe(false)
    expect(await clipped(page)).toEqual([])
    const sheet = await page.locator('.sheet').first().boundingBox()
    expect([sheet?.width, sheet?.height].map((pixels) => Math.round(((pixels ?? 0) * 25.4) / 96))).toEqual([210, 297])
    const read = [await seen(page, 0), await seen(page, 1)]
    expect(read.map((text) => text?.replace(server.url, ''))).toEqual(some.slice(0, 2).map((code) => `/q/${code}`))
    expect(complaints).toEqual([])
    await context.close()
  },
)

/** Names as long as names may be: no test of a label is worth more. */
async function nameAtLength(): Promise<void> {
  const path = join(folder, 'park.db')
  const opened = await openEmbedded({ path, patience: realPatience, checkpoints: false, onFatal: fail })
  const names = `name_hans = '${'高分辨率激光共聚焦'.repeat(9).slice(0, 80)}',
    name_en = '${'Spinning-disk confocal microscope '.repeat(3).slice(0, 80)}'`
  await opened.script(`BEGIN IMMEDIATE; UPDATE resource SET ${names} WHERE rowid % 2 = 0; COMMIT;`)
  opened.close()
}

function fail(error: unknown): never {
  throw error
}

/** Labels whose text stands outside them. */
function clipped(page: Page): Promise<string[]> {
  return page.locator('.label').evaluateAll((labels) =>
    labels.flatMap((label) => {
      const frame = label.getBoundingClientRect()
      const texts = [...label.querySelectorAll('p')].map((text) => text.getBoundingClientRect())
      const out = texts.some(
        (box) => box.bottom > frame.bottom + 0.5 || box.top < frame.top - 0.5 || box.right > frame.right + 0.5,
      )
      return out ? [label.textContent ?? ''] : []
    }),
  )
}

/** What a camera makes of a label: its picture, read by another program. */
async function seen(page: Page, at: number): Promise<string | null> {
  const png = await page.locator('.label').nth(at).screenshot()
  const { dots, width, height } = await page.evaluate(
    async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      const canvas = document.createElement('canvas')
      const scale = Math.max(1, 450 / image.width)
      ;[canvas.width, canvas.height] = [Math.round(image.width * scale), Math.round(image.height * scale)]
      const context = canvas.getContext('2d')
      context?.drawImage(image, 0, 0, canvas.width, canvas.height)
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? []
      return { dots: [...data], width: canvas.width, height: canvas.height }
    },
    `data:image/png;base64,${png.toString('base64')}`,
  )
  return readQr(Uint8ClampedArray.from(dots), width, height)
}
