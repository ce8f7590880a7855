import type { EffectKey, StripId } from '../session/session.ts'

/** One insert of one strip. */
export interface InsertTarget {
  readonly strip: StripId
  readonly insert: EffectKey
}

/** What the host's elements tell the shell; all of them bubble and cross shadow roots. */
export interface HostEventMap {
  /** Open the editor of this insert. */
  openinsert: CustomEvent<InsertTarget>
  /** This strip is the one that keys act on. */
  selectstrip: CustomEvent<StripId>
  /** Open the export dialog. */
  exportmix: CustomEvent<undefined>
  /** Files to make tracks of. */
  addfiles: CustomEvent<readonly File[]>
  /** Replace the session. */
  opensession: CustomEvent<'demo' | 'empty' | File>
  /** Sentences to show. */
  problems: CustomEvent<readonly string[]>
}

declare global {
  interface HTMLElementEventMap extends HostEventMap {}
}
