/** A text with a button that copies it; without a clipboard the text can still be selected. */
class CopyText extends HTMLElement {
  connectedCallback(): void {
    const input = this.querySelector('input')
    const button = this.querySelector('button')
    if (input === null || button === null || !('clipboard' in navigator)) return
    button.hidden = false
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(input.value).then(
        () => (button.textContent = this.dataset['copied'] ?? ''),
        () => input.select(),
      )
    })
  }
}

customElements.define('copy-text', CopyText)
