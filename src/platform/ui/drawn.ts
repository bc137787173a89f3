/** The text of JSX, which is a tree until somebody asks for it. None of its components may be async. */
export function drawn(jsx: unknown): string {
  return String(jsx)
}
