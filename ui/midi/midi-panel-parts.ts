import { html, nothing, type TemplateResult } from 'lit'
import type { DeviceOffer } from './device-offers.ts'
import { controlName } from './mapping.ts'
import type { MidiControl } from './midi-control.ts'

/** What the panel shows of devices and their messages, and its icons (16 x 16). */

const SHOWN_MESSAGES = 8
export const MIDI_SOCKET =
  'M8 2.2a5.8 5.8 0 1 0 .01 0M4.8 8h.01M11.2 8h.01M5.7 5.7h.01M10.3 5.7h.01M8 4.8h.01'
export const CROSS = 'M4 4l8 8M12 4l-8 8'
export const WARNING = 'M8 2.5 14 13H2zM8 6.5v3M8 11.3h.01'
export const UNDO = 'M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6'
export const REDO = 'M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10'

/** Those that are here, with what they have said last, and those that have been. */
export function renderDevices(midi: MidiControl): TemplateResult {
  const { devices } = midi
  const [newest] = midi.log.latest(1)
  if (devices.length === 0) {
    return html`<p>No controller is plugged in. Plug one in: it shows up here by itself.</p>`
  }
  const told = (name: string) =>
    newest?.device === name ? `${controlName(newest)} · ${newest.raw}` : 'Ready'
  return html`<ul class="devices" aria-label="Controllers">
    ${devices.map(
      ({ name, connected }) => html`<li class="line">
        <span class="dot ${connected ? 'live' : ''}" aria-hidden="true"></span>
        <span class="name" title=${name}>${name}</span>
        <span class="side">${connected ? told(name) : 'Unplugged'}</span>
        ${renderSwap(midi, name)}
      </li>`
    )}
  </ul>`
}

/** Equal devices may have been plugged in the other way round. */
function renderSwap(midi: MidiControl, name: string): TemplateResult | typeof nothing {
  const [, first] = /^(.+) \d+$/.exec(name) ?? []
  if (first === undefined || !midi.devices.some((each) => each.name === first)) return nothing
  return html`<button
    class="button"
    type="button"
    aria-label=${`Swap the mappings of ${first} and ${name}`}
    @click=${() => midi.exchange(first, name)}
  >
    Swap
  </button>`
}

/** The tempo of a MIDI clock, and whether the page takes it; nothing where no device sends one. */
export function renderClock(midi: MidiControl): TemplateResult | typeof nothing {
  const { tempo, followsClock } = midi
  if (tempo === undefined && !followsClock) return nothing
  const follow = (event: Event) => {
    midi.followsClock = (event.currentTarget as HTMLInputElement).checked
    midi.dispatchEvent(new Event('tempo'))
  }
  return html`<label class="line">
    <span class="name label">MIDI clock ${tempo === undefined ? 'has stopped' : `${tempo} BPM`}</span>
    <span class="side">Follow</span>
    <input type="checkbox" role="switch" .checked=${followsClock} @change=${follow} />
  </label>`
}

/** One sentence and two answers, for a device whose name nobody knows. */
export function renderOffer(midi: MidiControl, offer: DeviceOffer): TemplateResult {
  const count = offer.count === 1 ? '1 mapping' : `${offer.count} mappings`
  return html`<div class="offer" role="group" aria-label=${`Mappings for ${offer.device}`}>
    <strong>Use the mappings of ${offer.from} for this device</strong>
    <span class="side">${count}, for ${offer.device}</span>
    <div class="line">
      <button class="button main" type="button" @click=${() => midi.take(offer)}>Use them</button>
      <button class="button" type="button" @click=${() => midi.refuse(offer)}>Not this one</button>
    </div>
  </div>`
}

/** The newest first. */
export function renderMessages(midi: MidiControl): TemplateResult {
  return html`<details class="incoming">
    <summary>Incoming messages</summary>
    <ol aria-label="Newest first">
      ${midi.log
        .latest(SHOWN_MESSAGES)
        .map(
          (message) => html`<li>${controlName(message)} · ${message.raw} · ${message.device}</li>`
        )}
    </ol>
  </details>`
}

export function icon(path: string): TemplateResult {
  return html`<svg viewBox="0 0 16 16" aria-hidden="true"><path d=${path} /></svg>`
}
