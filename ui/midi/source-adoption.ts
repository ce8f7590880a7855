import type { AnySource } from '../core/any-source.ts'
import type { MappableControl } from '../core/mappable.ts'
import type { MidiControl } from './midi-control.ts'

/**
 * Registers effects that have controls on the page and that nobody else has registered, so that a
 * page which embeds an editor need not; takes them out when their last control goes.
 */
export class SourceAdoption {
  readonly #midi: MidiControl
  readonly #adopted = new Map<AnySource, () => void>()

  constructor(midi: MidiControl) {
    this.#midi = midi
  }

  follow(controls: Iterable<MappableControl>): void {
    const present = new Set<AnySource>()
    for (const { source } of controls) if (source) present.add(source)
    for (const [source, release] of this.#adopted) {
      if (present.has(source)) continue
      this.#adopted.delete(source)
      release()
    }
    for (const source of present) {
      if (this.#adopted.has(source) || this.#midi.knows(source)) continue
      this.#adopted.set(source, this.#midi.register(this.#midi.nameOf(source), source))
    }
  }

  dispose(): void {
    this.follow([])
  }
}
