import { nothing, type SVGTemplateResult, svg } from 'lit'

/** Measures of a knob's dial, all in px, from its size. */
export interface DialGeometry {
  readonly size: number
  readonly center: number
  readonly stroke: number
  readonly arcRadius: number
  readonly discRadius: number
  readonly pointerWidth: number
}

interface DialState {
  readonly normalized: number
  /** Travel from which the arc is lit; above 0 the knob is bipolar and shows a notch there. */
  readonly neutral: number
  readonly automated: readonly [number, number] | undefined
  readonly ghost: number | undefined
}

const HALF_TURN = 135

export function dialGeometry(size: number): DialGeometry {
  const stroke = size >= 56 ? 3.5 : size >= 44 ? 3 : 2.5
  const arcRadius = size / 2 - 2 - stroke / 2
  return {
    size,
    center: size / 2,
    stroke,
    arcRadius,
    discRadius: arcRadius - stroke / 2 - 3.5,
    pointerWidth: size >= 56 ? 2.5 : 2
  }
}

/** Arc, disc, pointer, notch; automation outside, the hardware's ghost on the arc. */
export function renderDial(g: DialGeometry, state: DialState): SVGTemplateResult {
  const angle = dialAngle(state.normalized)
  const bipolar = state.neutral > 0
  const tip = g.discRadius - 2.2
  const lit = Math.abs(state.normalized - state.neutral) > 0.002
  return svg`
    <path class="track" d=${arc(g, g.arcRadius, 0, 1)} stroke-width=${g.stroke} />
    ${lit ? svg`<path class="lit" d=${arc(g, g.arcRadius, state.neutral, state.normalized)} stroke-width=${g.stroke} />` : nothing}
    ${bipolar ? notch(g, state.neutral) : nothing}
    ${state.automated ? automation(g, state.automated, state.normalized) : nothing}
    <circle class="disc" cx=${g.center} cy=${g.center} r=${g.discRadius} />
    <line
      class="pointer"
      stroke-width=${g.pointerWidth}
      x1=${g.center} x2=${g.center}
      y1=${g.center - g.discRadius * 0.42} y2=${g.center - tip}
      transform="rotate(${angle} ${g.center} ${g.center})"
    />
    ${state.ghost === undefined ? nothing : dot(g, 'ghost', 3.5, g.arcRadius, state.ghost)}
    <circle class="ring" cx=${g.center} cy=${g.center} r=${g.size / 2 + 4} />
  `
}

/** Degrees from the top, clockwise. */
function dialAngle(normalized: number): number {
  return (normalized * 2 - 1) * HALF_TURN
}

function point(g: DialGeometry, radius: number, normalized: number): readonly [string, string] {
  const radians = (dialAngle(normalized) * Math.PI) / 180
  return [
    (g.center + radius * Math.sin(radians)).toFixed(2),
    (g.center - radius * Math.cos(radians)).toFixed(2)
  ]
}

function arc(g: DialGeometry, radius: number, from: number, to: number): string {
  const [start, end] = from <= to ? [from, to] : [to, from]
  const [x1, y1] = point(g, radius, start)
  const [x2, y2] = point(g, radius, end)
  const large = (end - start) * 2 * HALF_TURN > 180 ? 1 : 0
  return `M${x1} ${y1}A${radius} ${radius} 0 ${large} 1 ${x2} ${y2}`
}

function notch(g: DialGeometry, at: number): SVGTemplateResult {
  const inner = g.arcRadius + g.stroke / 2
  const [x1, y1] = point(g, inner + 0.5, at)
  const [x2, y2] = point(g, inner + 3, at)
  return svg`<line class="notch" x1=${x1} y1=${y1} x2=${x2} y2=${y2} />`
}

function automation(
  g: DialGeometry,
  [from, to]: readonly [number, number],
  now: number
): SVGTemplateResult {
  const radius = g.size / 2 + 1.5
  return svg`<path class="automation" d=${arc(g, radius, from, to)} />
    ${dot(g, 'automation-dot', 2.5, radius, now)}`
}

function dot(
  g: DialGeometry,
  name: string,
  size: number,
  radius: number,
  at: number
): SVGTemplateResult {
  const [x, y] = point(g, radius, at)
  return svg`<circle class=${name} cx=${x} cy=${y} r=${size} />`
}
