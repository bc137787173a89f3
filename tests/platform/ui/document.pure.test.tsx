import { describe, expect, test } from 'vitest'
import { Bar } from '../../../src/platform/ui/bar.tsx'
import { Document } from '../../../src/platform/ui/document.tsx'
import { drawn } from '../../../src/platform/ui/drawn.ts'

const nav = [{ href: '/', text: 'Home' }]
const frame = { locale: 'en', title: 'Page', nav } as const

describe('at the thumb of a phone', () => {
  test('is the page’s own bar, however deep in the page it is drawn', () => {
    const page = (
      <Document {...frame} wide>
        <form>
          <Bar>Confirm</Bar>
        </form>
      </Document>
    )
    expect(bodyOf(page)).toBe('<body class="wide bar-below">')
  })

  test('are the ways of the header where the page has no bar', () => {
    expect(bodyOf(<Document {...frame}>Words</Document>)).toBe('<body class="ways-below">')
  })

  test('is no bar that somebody has written', () => {
    const words = '<div class="bar">'
    const page = <Document {...frame}>{words}</Document>
    expect(bodyOf(page)).toBe('<body class="ways-below">')
    expect(drawn(page)).toContain('&lt;div class=&quot;bar&quot;&gt;')
  })

  test('is nothing on a page without ways', () => {
    expect(bodyOf(<Document {...frame} nav={[]} />)).toBe('<body>')
  })
})

function bodyOf(page: unknown): string | undefined {
  return /<body[^>]*>/.exec(drawn(page))?.[0]
}
