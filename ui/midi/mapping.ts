import { type ControlKind, controlKinds } from './reading.ts'
import { RELATIVE_CODES, type RelativeCode } from './relative-code.ts'
import { TAKE_OVERS, type TakeOverMode } from './take-over.ts'

/**
 * How the values of a controller are meant. `auto`: absolute, unless it shows itself an encoder.
 * `button`: what is pressed sends 64 or more, and acts as a key does.
 */
export type ControlMode = 'auto' | 'absolute' | RelativeCode | 'button'
export const CONTROL_MODES: readonly ControlMode[] = [
  'auto',
  'absolute',
  ...RELATIVE_CODES,
  'button'
]

/**
 * What a key or pad does: switch over, on while held, the next option, or its strength as value.
 */
export const NOTE_ACTIONS = ['toggle', 'momentary', 'step', 'velocity'] as const
export type NoteAction = (typeof NOTE_ACTIONS)[number]

/** What a message says of the control that has sent it. */
export interface ControlAddress {
  /** 1 to 16, or any. */
  readonly channel: number | 'any'
  readonly kind: ControlKind
  readonly number: number
}

export interface DeviceControl extends ControlAddress {
  /** Devices are known by their names: ids differ from browser to browser. */
  readonly device: string
}

/** One control of one device moves one parameter of one effect. Plain JSON. */
export interface Mapping extends DeviceControl {
  /** Name under which the page has registered the effect. */
  readonly target: string
  readonly param: string
  readonly mode: ControlMode
  readonly takeOver: TakeOverMode
  readonly action: NoteAction
  /** Part of the parameter's travel, 0..1. */
  readonly from: number
  readonly to: number
  readonly invert: boolean
  /** Whether an endless encoder goes further by each step when it is turned fast. */
  readonly accelerate: boolean
}

/** A mapping as learning makes it. */
export function makeMapping(
  control: DeviceControl,
  target: Pick<Mapping, 'target' | 'param'>,
  takeOver: TakeOverMode = 'pickup'
): Mapping {
  return {
    device: control.device,
    channel: control.channel,
    kind: control.kind,
    number: control.number,
    target: target.target,
    param: target.param,
    mode: 'auto',
    takeOver,
    action: 'toggle',
    from: 0,
    to: 1,
    invert: false,
    accelerate: true
  }
}

/** Whether presses move the parameter, not places or turns. */
export function isKeyMapping({ kind, mode }: Pick<Mapping, 'kind' | 'mode'>): boolean {
  return kind === 'note' || kind === 'program' || mode === 'button'
}

/** "CC 21 · ch 3": what a tag on the control says. */
export function controlName({ kind, number, channel }: ControlAddress): string {
  const names: Readonly<Record<ControlKind, string>> = {
    cc: `CC ${number}`,
    cc14: `CC ${number}+${number + 32}`,
    nrpn: `NRPN ${number}`,
    rpn: `RPN ${number}`,
    bend: 'Bend',
    note: `Note ${number}`,
    pressure: 'Pressure',
    keyPressure: `Aftertouch ${number}`,
    program: `Program ${number + 1}`
  }
  return `${names[kind]} · ${channel === 'any' ? 'any ch' : `ch ${channel}`}`
}

/** The same for all mappings of one control. */
export function controlKey({ device, channel, kind, number }: DeviceControl): string {
  return [channel, kind, number, device].join(' ')
}

/** The same control on the same parameter. */
export function isSamePlace(a: Mapping, b: Mapping): boolean {
  return controlKey(a) === controlKey(b) && a.target === b.target && a.param === b.param
}

/**
 * Reads mappings of whatever origin: what cannot be used is told in a sentence, the rest is kept.
 */
export function readMappings(list: unknown): {
  readonly mappings: readonly Mapping[]
  readonly problems: readonly string[]
} {
  const mappings: Mapping[] = []
  const problems: string[] = []
  if (!Array.isArray(list)) return { mappings, problems: ['midi map: must be a list of mappings'] }
  list.forEach((entry, i) => {
    const place = `midi map, entry ${i + 1}`
    const problem = problemOf(entry)
    if (problem !== undefined) {
      problems.push(`${place}: ${problem}`)
      return
    }
    const { mapping, odd } = complete(entry)
    for (const field of odd) problems.push(`${place}: ${field} cannot be used and has its default`)
    mappings.push(mapping)
  })
  return { mappings, problems }
}

type Entry = Readonly<Record<string, unknown>>

function problemOf(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null) return `must be an object, got ${typeof entry}`
  const { device, channel, kind, number, target, param } = entry as Entry
  for (const [name, text] of Object.entries({ device, target, param })) {
    if (typeof text !== 'string' || text === '')
      return `${name} must be a name, got ${String(text)}`
  }
  if (channel !== 'any' && !isWhole(channel, 1, 16)) {
    return `channel must be 1 to 16 or "any", got ${String(channel)}`
  }
  if (!controlKinds.includes(kind as ControlKind)) {
    return `kind must be one of ${controlKinds.join(', ')}, got ${String(kind)}`
  }
  const most = kind === 'nrpn' || kind === 'rpn' ? 16383 : kind === 'cc14' ? 31 : 127
  return isWhole(number, 0, most) ? undefined : `number must be 0 to ${most}, got ${String(number)}`
}

/** Entries that are checked get the rest of their fields, each from what is there if it is good. */
function complete(entry: unknown): { readonly mapping: Mapping; readonly odd: readonly string[] } {
  // problemOf has checked the fields that have no default.
  const known = entry as Mapping
  const fresh = makeMapping(known, known)
  const given = {
    mode: oneOf(CONTROL_MODES, known.mode),
    takeOver: oneOf(TAKE_OVERS, known.takeOver),
    action: oneOf(NOTE_ACTIONS, known.action),
    from: share(known.from),
    to: share(known.to),
    invert: flag(known.invert),
    accelerate: flag(known.accelerate)
  }
  const fields = Object.entries(given)
  const isOdd = ([name, value]: (typeof fields)[number]) => value === undefined && name in known
  const good = Object.fromEntries(fields.filter(([, value]) => value !== undefined))
  return { mapping: { ...fresh, ...good }, odd: fields.filter(isOdd).map(([name]) => name) }
}

const isWhole = (value: unknown, least: number, most: number) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most

function oneOf<T>(list: readonly T[], value: T): T | undefined {
  return list.includes(value) ? value : undefined
}

function share(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : undefined
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}
