import type { Child } from 'hono/jsx'

export interface KeptFormProps {
  /** The page that shows what has become of it. */
  readonly onward: string
  /** What to say once it is kept, once it has been done, and when it was not done and nobody said why. */
  readonly words: { readonly kept: string; readonly done: string; readonly failed: string }
  /** True for what is offered where there is no network only. */
  readonly away?: boolean
  readonly children?: Child
}

/** Around a form: sent without a network, it is kept on the phone and sent when there is one, once. */
export function KeptForm({ onward, words, away = false, children }: KeptFormProps) {
  return (
    <kept-form data-onward={onward} data-done={words.done} data-failed={words.failed} hidden={away}>
      {children}
      <p class="notice news" role="status" hidden>
        {words.kept}
      </p>
    </kept-form>
  )
}
