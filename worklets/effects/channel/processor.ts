import { registerEffect } from '../../core/worklet.ts'
import { channelDefinition } from './definition.ts'
import { ChannelKernel } from './kernel.ts'

registerEffect(channelDefinition, ChannelKernel)
