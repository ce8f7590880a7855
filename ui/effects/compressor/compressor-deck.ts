import { html, nothing, type TemplateResult } from 'lit'
import type { EffectSource } from '../../../worklets/core/source.ts'
import type { compressorDefinition } from '../../../worklets/effects/compressor/definition.ts'
import '../../controls/choice.ts'
import { holdToHear } from '../../controls/hold-to-hear.ts'
import '../../controls/knob.ts'
import '../../controls/toggle.ts'
import '../../controls/value.ts'

type CompressorSource = EffectSource<typeof compressorDefinition>

/** Threshold and ratio, then what shapes them, then gains. */
export function renderWideDeck(source: CompressorSource): TemplateResult {
  const knob = knobsOf(source)
  return html`<div class="deck">
    <div class="group">${knob('threshold', 64)} ${knob('ratio', 64)}</div>
    <div class="divider"></div>
    <div class="group">
      ${knob('knee')} ${knob('attack')} ${knob('release', 44, auto(source, 'autoRelease'))}
      ${knob('hold')} ${knob('lookahead')}
    </div>
    <div class="divider"></div>
    <div class="group">
      ${knob('range')} ${knob('makeup', 44, auto(source, 'autoMakeup'))} ${knob('link')}
    </div>
    <div class="divider"></div>
    <div class="group">${knob('mix', 64)}</div>
  </div>`
}

export function renderMediumDeck(source: CompressorSource): TemplateResult {
  const knob = knobsOf(source)
  return html`<div class="deck">
    <div class="row">
      ${knob('threshold', 64)} ${knob('ratio', 64)} ${knob('mix', 64)}
      <div class="divider"></div>
      ${knob('attack')} ${knob('release', 44, auto(source, 'autoRelease'))}
    </div>
    <div class="row">
      ${knob('knee')} ${knob('hold')} ${knob('lookahead')} ${knob('range')}
      ${knob('makeup', 44, auto(source, 'autoMakeup'))} ${knob('link')}
    </div>
  </div>`
}

export function renderNarrowDeck(source: CompressorSource): TemplateResult {
  const knob = knobsOf(source)
  return html`<div class="deck">
    <div class="row">${knob('threshold', 64)} ${knob('ratio', 64)} ${knob('mix', 64)}</div>
    <div class="row">
      ${knob('attack')} ${knob('release', 44, auto(source, 'autoRelease'))} ${knob('knee')}
      ${knob('makeup', 44, auto(source, 'autoMakeup'))}
    </div>
  </div>`
}

/** What a narrow editor shows on demand. */
export function renderRareKnobs(source: CompressorSource): TemplateResult {
  const knob = knobsOf(source)
  return html`<div class="deck rare">
    <div class="row">${knob('hold')} ${knob('lookahead')} ${knob('range')} ${knob('link')}</div>
  </div>`
}

export function renderSideChain(source: CompressorSource): TemplateResult {
  return html`<span class="sidechain"><i></i>Side chain</span>
    <twobus-choice .source=${source} param="sidechain"></twobus-choice>
    <twobus-value .source=${source} param="sidechainLowCut" label="Low cut" labelled></twobus-value>
    <twobus-toggle
      .source=${source}
      param="sidechainListen"
      variant="icon"
      icon="headphones"
      ${holdToHear((on) => source.set('sidechainListen', on))}
    ></twobus-toggle>`
}

export function renderDetector(source: CompressorSource): TemplateResult {
  return html`<twobus-choice .source=${source} param="detector" labelled></twobus-choice>
    ${
      source.get('detector') === 'rms'
        ? html`<twobus-value .source=${source} param="rmsWindow" label="Window" labelled></twobus-value>`
        : nothing
    }
    <twobus-choice menu .source=${source} param="linkMode" label="Link" labelled></twobus-choice>`
}

export function renderOversampling(source: CompressorSource): TemplateResult {
  return html`<twobus-choice menu .source=${source} param="oversampling" labelled></twobus-choice>`
}

function knobsOf(source: CompressorSource) {
  return (param: string, size = 44, below: unknown = nothing) =>
    html`<twobus-knob .source=${source} param=${param} size=${size}>${below}</twobus-knob>`
}

function auto(source: CompressorSource, param: string): TemplateResult {
  return html`<twobus-toggle
    slot="below"
    variant="pill"
    .source=${source}
    param=${param}
    label="Auto"
  ></twobus-toggle>`
}
