/**
 * Whether the focus was last placed by a pointer. `:focus-visible` does not tell: browsers set it
 * with the first key that is pressed, whatever brought the focus there.
 */
export class InputModality {
  #byPointer = false

  constructor(signal: AbortSignal) {
    const options = { capture: true, signal }
    window.addEventListener('pointerdown', () => (this.#byPointer = true), options)
    window.addEventListener('keydown', (event) => this.#onKey(event), options)
  }

  get focusedByPointer(): boolean {
    return this.#byPointer
  }

  /** Only keys that move the focus take it over. */
  #onKey(event: KeyboardEvent): void {
    if (event.key === 'Tab' || event.key.startsWith('Arrow')) this.#byPointer = false
  }
}
