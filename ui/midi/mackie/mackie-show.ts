import type { SurfaceBank } from '../surface/surface-bank.ts'
import type { SurfacePage, SurfaceTransport, SurfaceValue } from '../surface/surface-page.ts'
import { KEY, MASTER_FADER, ringValue, STRIPS, TIME_CELLS } from './mackie-bytes.ts'
import { switchOf } from './mackie-keys.ts'
import { cellsFromRight } from './mackie-text.ts'
import type { MackieUnit } from './mackie-unit.ts'

const ROWS = [KEY.record, KEY.solo, KEY.mute, KEY.select]
/** A ring has eleven lamps; its sixth is the center. */
const LAMPS_OF_RING = 10
const NEAR_CENTER = 0.005

/** Gives a unit, whose first strip is `slot`, all it should show but texts; sends nothing. */
export function showOn(unit: MackieUnit, slot: number, page: SurfacePage, bank: SurfaceBank): void {
  for (let i = 0; i < STRIPS; i++) showStrip(unit, i, slot + i, bank)
  // A fader without a value rests at its bottom.
  unit.setFader(MASTER_FADER, page.master?.fader.travel ?? 0)
  showKeys(unit, page, bank)
  const time = page.transport ? timeText(page.transport, bank.showsBeats) : ''
  unit.setTime(cellsFromRight(time, TIME_CELLS))
  unit.setAssignment(cellsFromRight(assignmentOf(bank), 2))
}

/** What a ring is told of a value: 0 where there is none. */
export function ringOf(value: SurfaceValue | undefined): number {
  if (!value) return 0
  const { travel, shape = 'level' } = value
  const place = 1 + travel * LAMPS_OF_RING
  if (shape === 'place') return ringValue('dot', place, false)
  if (shape === 'level') return travel <= 0 ? 0 : ringValue('fill', place, false)
  return ringValue('boostCut', place, Math.abs(travel - 0.5) < NEAR_CENTER)
}

/** Gives a unit the names and values of its strips; that of the fader where a hand is on it. */
export function writeOn(unit: MackieUnit, slot: number, bank: SurfaceBank, timeMs: number): void {
  for (let i = 0; i < STRIPS; i++) {
    const value = unit.isHeld(i, timeMs) ? bank.faderValue(slot + i) : bank.potValue(slot + i)
    unit.text.setName(i, bank.nameOf(slot + i))
    unit.text.setValue(i, value?.text ?? '')
    unit.text.setColor(i, bank.strip(slot + i)?.color)
  }
}

function showStrip(unit: MackieUnit, i: number, slot: number, bank: SurfaceBank): void {
  const strip = bank.strip(slot)
  for (const row of ROWS) unit.setLamp(row + i, switchOf(strip, row)?.lamp ?? 'off')
  unit.setRing(i, ringOf(bank.potValue(slot)))
  unit.setFader(i, bank.faderValue(slot)?.travel ?? 0)
  unit.setLevel(i, strip?.peakDb ?? Number.NEGATIVE_INFINITY)
}

function showKeys(unit: MackieUnit, page: SurfacePage, bank: SurfaceBank): void {
  const { transport } = page
  const on = (key: number, isOn: boolean | undefined) => unit.setLamp(key, isOn ? 'on' : 'off')
  on(KEY.assignPan, bank.mode === 'pan')
  on(KEY.assignSend, bank.mode === 'send')
  on(KEY.assignPlugIn, bank.mode === 'focus')
  on(KEY.flip, bank.isFlipped)
  on(KEY.play, transport?.isPlaying)
  on(KEY.stop, transport && !transport.isPlaying)
  on(KEY.cycle, transport?.isLooping)
  unit.setLamp(KEY.recordAll, transport?.record?.lamp ?? 'off')
  on(
    KEY.soloLamp,
    page.strips.some(({ solo }) => solo?.lamp === 'on')
  )
  on(KEY.beatsLamp, transport && showsBeats(transport, bank.showsBeats))
  on(KEY.smpteLamp, transport && !showsBeats(transport, bank.showsBeats))
}

function assignmentOf(bank: SurfaceBank): string {
  if (bank.mode === 'pan') return 'PN'
  if (bank.mode === 'send') return `S${bank.send + 1}`
  return `P${Math.floor(bank.focusStart / bank.size) + 1}`
}

function showsBeats({ beats }: SurfaceTransport, wanted: boolean): boolean {
  return wanted && beats !== undefined
}

/**
 * Three, two, two and three digits: bar, beat, sixteenth, ticks; or hours, minutes, seconds, ms.
 */
function timeText(transport: SurfaceTransport, wantsBeats: boolean): string {
  const { beats, seconds } = transport
  const parts = showsBeats(transport, wantsBeats) && beats ? beats : clock(seconds)
  const [a, b, c, d] = parts
  const pad = (value: number, width: number, sign: string) => String(value).padStart(width, sign)
  return [pad(a, 3, ' '), pad(b, 2, ' '), pad(c, 2, ' '), pad(d, 3, '0')].join('.')
}

function clock(seconds: number): readonly [number, number, number, number] {
  const whole = Math.floor(seconds)
  const ms = Math.floor((seconds - whole) * 1000)
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60, ms]
}
