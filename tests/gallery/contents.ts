export interface Picture {
  readonly file: string
  readonly scene: string
  readonly route: string
  readonly who: string
  /** The language, or `en-longer`. */
  readonly words: string
  readonly scheme: 'light' | 'dark'
  readonly width: number
}

/** A page with all pictures: a row for each scene and width, its languages and themes side by side. */
export function contentsOf(pictures: readonly Picture[]): string {
  const rows = Map.groupBy(pictures, ({ scene, width }) => `${scene} · ${width}`)
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gongtai, every page</title>
<style>
  body { margin: 24px; font: 14px/1.5 system-ui, sans-serif; background: #ddd; color: #111 }
  section { margin: 32px 0; overflow-x: auto }
  .shots { display: flex; gap: 16px; align-items: flex-start }
  figure { margin: 0 }
  img { display: block; border: 1px solid #999 }
  .w320 img { width: 213px } .w390 img { width: 260px } .w1280 img { width: 640px }
  nav { columns: 5 16rem }
</style>
<h1>Every page, in every state that looks different</h1>
<p>Drawn from a demo park whose clock stands at 25 November 2026, 14:20 in Shanghai, so that a picture changes only
when the page does. Draw it again with <code>npm run gallery</code>; <code>-- --quick</code> takes English by day only,
<code>-- --lang=zh-Hans</code> one language,
 <code>-- --only=home,find</code> the scenes with such names.</p>
<nav>${[...rows.keys()].map((row) => `<a href="#${anchor(row)}">${row}</a><br>`).join('\n')}</nav>
${[...rows].map(([row, shots]) => rowOf(row, shots)).join('\n')}
</html>
`
}

function rowOf(row: string, shots: readonly Picture[]): string {
  const [first] = shots
  return `<section id="${anchor(row)}"><h2>${row} <small>${first?.route}, as ${first?.who}</small></h2>
<div class="shots w${first?.width}">
${shots.map(figureOf).join('\n')}
</div></section>`
}

function figureOf({ file, words, scheme }: Picture): string {
  return `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a>
<figcaption>${words}, ${scheme}</figcaption></figure>`
}

function anchor(row: string): string {
  return row.replaceAll(/\W+/g, '-')
}
