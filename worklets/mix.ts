/**
 * A mix without Web Audio, for Node, Workers and tests: `planMix` finds out what a document's
 * routing means, `MixRenderer` plays it with the kernels of `twobus/kernels`.
 */
export type { AutomationCurve, AutomationLane, AutomationPoint } from './core/automation-lane.ts'
export type {
  MixDocument,
  MixEffect,
  MixInsert,
  MixKey,
  MixSend,
  MixStrip,
  StripId,
  StripLane,
  Tap
} from './mix/document.ts'
export { type HeardMix, type Hearing, heardMix } from './mix/heard.ts'
export type { RendererOptions } from './mix/mix-parts.ts'
export { type MixEdge, type MixPlan, type PlannedStrip, planMix } from './mix/plan.ts'
export { type MixBuffers, MixRenderer } from './mix/renderer.ts'
export { SEND_ROWS } from './mix/send-rows.ts'
export type { KernelClass } from './mix/stage.ts'
