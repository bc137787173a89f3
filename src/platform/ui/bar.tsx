import type { Child } from 'hono/jsx'

/** At the thumb: a page's one verb, and what must be seen beside it. */
export function Bar({ children }: { readonly children?: Child }) {
  return (
    <div class="bar">
      <div class="bar-in">{children}</div>
    </div>
  )
}

/** Whether there is one in what was drawn. What people write can't look like it: it is escaped. */
export function hasBar(text: string): boolean {
  return text.includes('<div class="bar">')
}
