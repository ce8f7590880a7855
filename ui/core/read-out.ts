/** Read-outs change six times a second: figures that flicker cannot be read. */
const TEXT_MS = 167

/** Text that follows the sound: written now and then into what the host has rendered. */
export class ReadOut {
  readonly #host: { readonly renderRoot: ParentNode }
  #age = TEXT_MS

  constructor(host: { readonly renderRoot: ParentNode }) {
    this.#host = host
  }

  /** Tells, once a frame of `deltaMs`, whether it is time to write again. */
  due(deltaMs: number): boolean {
    this.#age += deltaMs
    if (this.#age < TEXT_MS) return false
    this.#age = 0
    return true
  }

  /** Makes the next frame the time to write. */
  hurry(): void {
    this.#age = TEXT_MS
  }

  /** Writes where `selector` leads, if it is rendered and says something else. */
  write(selector: string, text: string): void {
    const place = this.#host.renderRoot.querySelector(selector)
    if (place && place.textContent !== text) place.textContent = text
  }

  /** The same for an attribute. */
  writeAttribute(selector: string, name: string, text: string): void {
    const place = this.#host.renderRoot.querySelector(selector)
    if (place && place.getAttribute(name) !== text) place.setAttribute(name, text)
  }

  /** Sets or clears a class where `selector` leads. */
  mark(selector: string, className: string, on: boolean): void {
    this.#host.renderRoot.querySelector(selector)?.classList.toggle(className, on)
  }
}
