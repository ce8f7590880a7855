import type { Insert, Session, Strip } from '../../session/v2/session.ts'

/**
 * Whether two documents want the same nodes: strips, inserts, outputs, sends and side chains in the
 * same order. What is left is values, which a graph takes over without building anything.
 */
export function sameStructure(a: Session, b: Session): boolean {
  return a.strips === b.strips || sameList(a.strips, b.strips, sameStrip)
}

/** Whether solos are the same, which open and close ways. */
export function sameSolos(a: Session, b: Session): boolean {
  return sameList(a.strips, b.strips, (x, y) => x.solo === y.solo)
}

function sameStrip(a: Strip, b: Strip): boolean {
  if (a === b) return true
  if (a.id !== b.id || a.kind !== b.kind || a.output !== b.output) return false
  return sameList(a.inserts, b.inserts, sameInsert) && sameList(a.sends, b.sends, sameSend)
}

function sameInsert(a: Insert, b: Insert): boolean {
  return a === b || (a.id === b.id && a.key?.strip === b.key?.strip && a.key?.tap === b.key?.tap)
}

function sameSend(a: Strip['sends'][number], b: Strip['sends'][number]): boolean {
  return a === b || (a.to === b.to && a.tap === b.tap)
}

function sameList<T>(
  a: readonly T[],
  b: readonly T[],
  same: (left: T, right: T) => boolean
): boolean {
  if (a === b) return true
  // Both have as many entries, so each has its counterpart.
  return a.length === b.length && a.every((left, i) => same(left, b[i] as T))
}
