import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CompressorEditor } from '../../../ui/effects/compressor/compressor-editor.ts'
import '../../../ui/effects/compressor/compressor-editor.ts'
import { compressor } from '../../../worklets/effects/compressor/index.ts'
import { createEffect } from '../../../worklets/main-thread/create-effect.ts'
import { handleOf, inside, type MeteredSource, mountEditor } from '../../support/mount-editor.ts'
import { settled } from '../../support/settled.ts'
import {
  click,
  doubleClick,
  drag,
  middleOf,
  press,
  release,
  SHIFT,
  wheel
} from '../core/pointer.ts'

let editor: CompressorEditor
let source: MeteredSource<typeof compressor.definition>
let box: HTMLElement

beforeEach(async () => {
  ;({ editor, source, box } = await mountEditor('twobus-compressor', compressor))
})

const handle = (param: string) => handleOf(editor, `twobus-graph-handle[param="${param}"]`)

const layout = () => inside(editor, '.editor').dataset.layout

/** Colors of a canvas of the editor, as one text. */
function picture(id: string): string {
  const canvas = editor.shadowRoot?.querySelector<HTMLCanvasElement>(`#${id}`)
  return canvas?.toDataURL() ?? ''
}

describe('the transfer curve', () => {
  it('lets the threshold follow the pointer', async () => {
    const from = middleOf(handle('threshold'))
    await drag(from, { x: from.x - 70, y: from.y })
    await settled()
    expect(Math.abs(middleOf(handle('threshold')).x - (from.x - 70))).toBeLessThan(2)
    // 48 dB over 280 px: 70 px are 12 dB.
    expect(source.get('threshold')).toBeCloseTo(-32, 0)
  })

  it('lets the ratio follow the pointer up and down, and stops at infinity and 1', async () => {
    const from = middleOf(handle('ratio'))
    await drag(from, { x: from.x, y: from.y - 40 })
    await settled()
    expect(source.get('ratio')).toBeLessThan(3)
    expect(Math.abs(middleOf(handle('ratio')).y - (from.y - 40))).toBeLessThan(3)
    const again = middleOf(handle('ratio'))
    await drag(again, { x: again.x, y: again.y + 250 })
    expect(source.get('ratio')).toBe(100)
    await settled()
    const low = middleOf(handle('ratio'))
    await drag(low, { x: low.x, y: low.y - 400 })
    expect(source.get('ratio')).toBe(1)
  })

  it('gives its handles to the keyboard, with value texts', async () => {
    handle('threshold').focus()
    await userEvent.keyboard('{ArrowUp}{End}')
    expect(source.get('threshold')).toBe(0)
    expect(handle('threshold').getAttribute('aria-valuetext')).toBe('0.0 dB')
    handle('ratio').focus()
    await userEvent.keyboard('4')
    await settled()
    await userEvent.keyboard(':1{Enter}')
    await settled()
    expect(source.get('ratio')).toBe(4)
  })

  it('turns a handle that has the focus by the wheel, and leaves the wheel to the page elsewhere', async () => {
    const before = source.get('threshold')
    await wheel(middleOf(handle('threshold')), -100)
    expect(source.get('threshold')).toBe(before)
    handle('threshold').focus()
    await wheel(middleOf(handle('threshold')), -100)
    const step = source.get('threshold') - before
    expect(step).toBeGreaterThan(0)
    await wheel(middleOf(handle('threshold')), -100, SHIFT)
    expect(source.get('threshold') - before).toBeCloseTo(1.1 * step, 3)
  })

  it('resets a handle by double-click', async () => {
    source.set('threshold', -40)
    await settled()
    await doubleClick(middleOf(handle('threshold')))
    expect(source.get('threshold')).toBe(-20)
  })
})

describe('the history', () => {
  it('moves with the sound, tells the reduction, and stands still in silence', async () => {
    const context = new AudioContext({ sampleRate: 48000 })
    const effect = await createEffect(context, compressor, { values: { threshold: -30, ratio: 4 } })
    const tone = new OscillatorNode(context)
    tone.connect(effect.node).connect(context.destination)
    tone.start()
    editor.effect = effect
    await settled()
    const first = picture('history')
    const read = (name: string) =>
      editor.shadowRoot?.querySelector(`[data-read="${name}"]`)?.textContent
    // A full-scale sine 30 dB over the threshold at 4:1 is turned down by 22.5 dB.
    await expect.poll(() => Number(read('reduction'))).toBeCloseTo(22.5, 0)
    await expect.poll(() => picture('history')).not.toBe(first)

    tone.disconnect()
    await expect.poll(() => read('input')).toContain('∞')
    const meters = editor.shadowRoot?.querySelector<HTMLElement>('.meters')
    meters?.click()
    await expect.poll(() => Number(read('most'))).toBeLessThan(1)
    effect.dispose()
    await settled()
    await context.close()
  })
})

describe('the side chain', () => {
  const headphones = () => {
    const toggle = editor.shadowRoot?.querySelector('[param=sidechainListen]')
    const button = toggle?.shadowRoot?.querySelector('button')
    if (!button) throw new Error('no headphones')
    return middleOf(button)
  }

  it('is heard for as long as its headphones are held', async () => {
    await press(headphones())
    await expect.poll(() => source.get('sidechainListen')).toBe(true)
    await release(headphones())
    await settled()
    expect(source.get('sidechainListen')).toBe(false)
  })

  it('is heard from one click to the next', async () => {
    await click(headphones())
    expect(source.get('sidechainListen')).toBe(true)
    await click(headphones())
    expect(source.get('sidechainListen')).toBe(false)
  })
})

describe('in 340 px', () => {
  beforeEach(async () => {
    box.style.width = '340px'
    await expect.poll(layout).toBe('narrow')
    await settled()
  })

  it('the threshold is dragged across the history, on its dB scale', async () => {
    const from = middleOf(handle('threshold'))
    await drag(from, { x: from.x, y: from.y + 54 })
    // 162 px are 48 dB.
    expect(source.get('threshold')).toBeCloseTo(-20 - (54 * 48) / 162, 0)
  })

  it('what is seldom turned comes on demand, one group at a time', async () => {
    const knob = () => editor.shadowRoot?.querySelector('twobus-knob[param=lookahead]')
    expect(knob()).toBeNull()
    const timing = page.getByRole('button', { name: 'Detector and timing' })
    await timing.click()
    expect(knob()).not.toBeNull()
    await expect.element(timing).toHaveAttribute('aria-expanded', 'true')
    await page.getByRole('button', { name: 'Side chain' }).click()
    expect(knob()).toBeNull()
  })
})

describe('the compressor editor', () => {
  it('takes typed values with units at its knobs', async () => {
    const attack = page.getByRole('slider', { name: 'Attack' })
    ;(attack.element() as HTMLElement).focus()
    await userEvent.keyboard('1')
    await settled()
    await userEvent.keyboard('.5 ms{Enter}')
    await settled()
    expect(source.get('attack')).toBe(1.5)
  })

  it('fits in 320 px, without its curve, and shows it again when it is wide', async () => {
    box.style.width = '320px'
    await expect.poll(layout).toBe('narrow')
    await settled()
    expect(editor.shadowRoot?.querySelector('.curve')).toBeNull()
    expect(editor.scrollWidth).toBeLessThanOrEqual(320)
    box.style.width = '900px'
    await expect.poll(layout).toBe('wide')
    await settled()
    expect(editor.shadowRoot?.querySelector('.curve')).not.toBeNull()
  })
})
