import { expect, test } from 'vitest'
import { agentWords } from '../../src/sign-in/browser.ts'

const webKit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'

test.each([
  ['Chrome · Android', `Mozilla/5.0 (Linux; Android 15; Pixel) ${webKit} Chrome/140.0.0.0 Mobile Safari/537.36`],
  ['Edge · Windows', `Mozilla/5.0 (Windows NT 10.0; Win64) ${webKit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`],
  ['Safari · iPhone', `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${webKit} Version/18.0 Safari/604.1`],
  ['Safari · macOS', `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webKit} Version/18.0 Safari/605.1.15`],
  ['Firefox · Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0'],
  ['WeChat · Android', `Mozilla/5.0 (Linux; Android 15) ${webKit} Chrome/126.0 Safari/537.36 MicroMessenger/8.0.50`],
  ['', 'curl/8.5.0'],
  ['', undefined],
  ['', `${'x'.repeat(100_000)} Chrome Android`],
])('a browser is called “%s”', (words, userAgent) => {
  expect(agentWords(userAgent)).toBe(words)
})
