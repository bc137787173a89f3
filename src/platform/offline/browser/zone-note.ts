/** Uncovers the word on the park's clock where the phone shows another time: by clocks, for a zone has many names. */
export function sayWhoseTime(now: Date): void {
  const said = document.querySelector<HTMLElement>('#zone')
  const timeZone = said?.dataset['zone']
  if (said && timeZone) said.hidden = now.toLocaleString('en', { timeZone }) === now.toLocaleString('en')
}
