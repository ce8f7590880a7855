import { CONTROL_MODES, type ControlAddress, type ControlMode } from '../mapping.ts'
import { type ControlKind, controlKinds } from '../reading.ts'

/** What a row of controls moves: something of each strip, or the open effect's main parameters. */
export const BANK_ROLES = ['fader', 'pan', 'send', 'focus', 'mute', 'solo', 'select'] as const
export type BankRole = (typeof BANK_ROLES)[number]

/** Keys of which there is one. */
export const BANK_KEYS = ['left', 'right', 'previousPreset', 'nextPreset'] as const
export type BankKey = (typeof BANK_KEYS)[number]

/** Strips of a bank. */
export const BANK_SIZE = 8

/** A control that has been shown, and the strip it is of, from 0. */
export interface BankAnchor {
  readonly slot: number
  /** 1 to 16. */
  readonly channel: number
  readonly number: number
}

/**
 * A row of equal controls: those between and behind the ones that were shown follow by counting.
 */
export interface BankRow {
  readonly role: BankRole
  readonly kind: ControlKind
  /** How values are meant, of all controls of the row. */
  readonly mode: ControlMode
  readonly numberStep: number
  readonly channelStep: number
  readonly anchors: readonly BankAnchor[]
}

export interface BankKeyMap extends ControlAddress {
  readonly key: BankKey
}

/** The rows and keys of one device. Plain JSON. */
export interface BankMap {
  readonly device: string
  readonly rows: readonly BankRow[]
  readonly keys: readonly BankKeyMap[]
}

interface Shown extends ControlAddress {
  readonly slot: number
}

/**
 * The row that two of its controls belong to; undefined where they are of different kinds, or one.
 */
export function rowOf(
  role: BankRole,
  first: Shown,
  second: Shown,
  mode: ControlMode = 'auto'
): BankRow | undefined {
  if (first.kind !== second.kind || first.slot === second.slot) return undefined
  const strips = second.slot - first.slot
  const numberStep = (second.number - first.number) / strips
  const channelStep = (channelOf(second) - channelOf(first)) / strips
  const isWhole = Number.isInteger(numberStep) && Number.isInteger(channelStep)
  if (!isWhole || (numberStep === 0 && channelStep === 0)) return undefined
  return { role, kind: first.kind, mode, numberStep, channelStep, anchors: [anchorOf(first)] }
}

/** The row with one more control shown, for those that do not go on counting: 16 20 24 28 46 50. */
export function withAnchor(row: BankRow, shown: Shown): BankRow {
  if (shown.kind !== row.kind) return row
  const others = row.anchors.filter(({ slot }) => slot !== shown.slot)
  const anchors = [...others, anchorOf(shown)].sort((a, b) => a.slot - b.slot)
  return { ...row, anchors }
}

/** Where the control of a strip is; undefined where there can be none. */
export function addressAt(row: BankRow, slot: number): ControlAddress | undefined {
  const anchor = row.anchors.findLast((each) => each.slot <= slot) ?? row.anchors[0]
  if (!anchor) return undefined
  const channel = anchor.channel + (slot - anchor.slot) * row.channelStep
  const number = anchor.number + (slot - anchor.slot) * row.numberStep
  const isThere = channel >= 1 && channel <= 16 && number >= 0 && number <= 127
  return isThere ? { channel, number, kind: row.kind } : undefined
}

/** Reads a map of whatever origin; undefined where it is none. */
export function readBankMap(value: unknown): BankMap | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { device, rows, keys } = value as Readonly<Record<string, unknown>>
  if (typeof device !== 'string' || !Array.isArray(rows) || !Array.isArray(keys)) return undefined
  return { device, rows: rows.filter(isRow), keys: keys.filter(isKey) }
}

function isRow(value: unknown): value is BankRow {
  if (typeof value !== 'object' || value === null) return false
  const { role, kind, mode, numberStep, channelStep, anchors } = value as Partial<BankRow>
  return (
    BANK_ROLES.some((known) => known === role) &&
    controlKinds.some((known) => known === kind) &&
    CONTROL_MODES.some((known) => known === mode) &&
    Number.isInteger(numberStep) &&
    Number.isInteger(channelStep) &&
    Array.isArray(anchors) &&
    anchors.length > 0 &&
    anchors.every((each) => isPlace(each) && Number.isInteger(each.slot))
  )
}

function isKey(value: unknown): value is BankKeyMap {
  if (typeof value !== 'object' || value === null) return false
  const { key, kind } = value as Partial<BankKeyMap>
  const isKnown = BANK_KEYS.some((known) => known === key)
  return isKnown && controlKinds.some((known) => known === kind) && isPlace(value)
}

function isPlace(value: unknown): value is BankAnchor {
  const { channel, number } = value as Partial<BankAnchor>
  return Number.isInteger(channel) && Number.isInteger(number)
}

function anchorOf(shown: Shown): BankAnchor {
  return { slot: shown.slot, channel: channelOf(shown), number: shown.number }
}

function channelOf({ channel }: ControlAddress): number {
  return channel === 'any' ? 1 : channel
}
