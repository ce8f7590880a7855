import type { EffectDefinition } from './definition.ts'
import { LanePlayer, type LanePlayerMaker } from './lane-player.ts'
import { LANE_PLAYER } from './message.ts'

/** A script of its own, loaded into a context with the first lanes that an effect there is given. */
const makePlayer: LanePlayerMaker<EffectDefinition> = (kernel, values, applied) =>
  new LanePlayer({ kernel, values, applied, now: () => currentFrame })

Object.assign(globalThis, { [LANE_PLAYER]: makePlayer })
