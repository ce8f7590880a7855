import { routingProblem } from './routing.ts'
import { checked, editStrip, type Rerouted } from './routing-edits.ts'
import { isBus, MASTER_ID, MIX_ID, type Session, type Strip } from './session.ts'

/**
 * Makes a session out of one that was read whose outputs, sends and side chains lead to strips that
 * exist, and in no circle. What cannot stay is reported, and left out: an output runs to the mix.
 */
export function repairRouting(session: Session, report: (problem: string) => void): Session {
  const ids = new Set(session.strips.map(({ id }) => id))
  const strips = session.strips.map((strip) => existing(strip, ids, report))
  const known = { ...session, strips }
  return routingProblem(known) === undefined ? known : withoutCircles(known, report)
}

function existing(
  strip: Strip,
  ids: ReadonlySet<string>,
  report: (problem: string) => void
): Strip {
  const missing = (what: string, id: string) =>
    report(`${strip.name}: ${what} must lead to a strip of the session, got "${id}"`)
  const { output } = strip
  if (output !== undefined && !ids.has(output)) missing('the output', output)
  const goals = new Set<string>()
  const sends = strip.sends.filter(({ to }) => {
    if (!ids.has(to)) missing('a send', to)
    else if (goals.has(to)) report(`${strip.name}: must have one send to "${to}", got another`)
    else return goals.add(to)
    return false
  })
  const inserts = strip.inserts.map((insert) => {
    const { key, ...rest } = insert
    if (key === undefined || ids.has(key.strip)) return insert
    missing('a side chain', key.strip)
    return rest
  })
  const runsTo = output === undefined || ids.has(output) ? output : MIX_ID
  return { ...strip, sends, inserts, ...(runsTo ? { output: runsTo } : {}) }
}

/** Starts without any and takes one after the other, in the order of the desk, as far as it goes. */
function withoutCircles(session: Session, report: (problem: string) => void): Session {
  let next: Session = { ...session, strips: session.strips.map(plain) }
  const take = ({ session: taken, refusal }: Rerouted) => {
    if (refusal !== undefined) report(refusal)
    next = taken
  }
  for (const { id, output, sends, inserts } of session.strips) {
    const edit = (change: Parameters<typeof editStrip>[2]) =>
      take(checked(next, editStrip(next, id, change)))
    if (output !== undefined && output !== plainOutput(id)) {
      edit((strip) => {
        strip.output = output
      })
    }
    for (const send of sends) edit((strip) => strip.sends.push(send))
    for (const { key, id: insertId } of inserts) {
      edit((strip) => {
        const insert = strip.inserts.find((candidate) => candidate.id === insertId)
        if (insert && key) insert.key = key
      })
    }
  }
  return next
}

function plain(strip: Strip): Strip {
  const inserts = strip.inserts.map(({ key, ...insert }) => insert)
  const output = plainOutput(strip.id)
  return { ...strip, inserts, sends: [], ...(isBus(strip) && !output ? {} : { output }) }
}

/** Where a strip runs to without a wish of its own. */
function plainOutput(id: string): string | undefined {
  if (id === MASTER_ID) return undefined
  return id === MIX_ID ? MASTER_ID : MIX_ID
}
