/** What the name of a port says, apart from the system that has written it. */
export interface DeviceName {
  /** The device: lower case, letters, digits and "+" only. */
  readonly key: string
  /** Which one of several equal devices, as far as the name tells; 1 where it does not. */
  readonly unit: number
  /** Which port of the device. */
  readonly port: number
  /** What the port is for, as far as the name tells. */
  readonly role: string
  /** Whether the system may have cut the end of the name off. */
  readonly isCut: boolean
}

/** Windows gives so many characters of a name. */
const MOST_CHARACTERS = 31
/** Shorter beginnings than this are no sign that two names are one that was cut. */
const LEAST_PREFIX = 8

const MAKERS = [
  'Akai Professional',
  'Akai Pro',
  'Akai',
  'Allen & Heath',
  'Arturia',
  'Behringer',
  'DJ TechTools',
  'Faderfox',
  'FOCUSRITE-NOVATION',
  'Focusrite',
  'iCON',
  'KORG INC.',
  'KORG',
  'M-Audio',
  'Mackie',
  'Native Instruments',
  'Nektar',
  'Novation',
  'PreSonus',
  'Roland',
  'Yamaha'
]

const ROLE_WORDS = new Set(
  'in out input output source destination midi port ctrl ctr slider knob int ext daw hui'.split(' ')
)
/** Ports of these roles are devices of their own to those who play them. */
const OTHER_ROLES = ['ext', 'daw', 'hui']
/** Interfaces: whatever is plugged into them, they have this name. */
const GENERIC = /^(usbmidi(interface|device|cable)?\d*|midi\d*|umone|controller|port\d*)$/

/** Reads the name that a browser gives to a port, on whatever system; `maker` where it is known. */
export function readDeviceName(raw: string, maker = ''): DeviceName {
  const name = raw.normalize('NFC').trim().replace(/\s+/g, ' ')
  // One that ends with the numbers of its port has its end, however long it is.
  const isCut = name.length >= MOST_CHARACTERS && !/ \d+:\d+$/.test(name)
  const found = { unit: 1, port: 1, role: '' }
  let text = name.replace(/ \[hw:[^\]]*\]/, '').replace(/ \d+:\d+$/, '')
  text = joinClient(text)
  text = text.replace(/^MIDI(?:IN|OUT) ?(\d+) \((.+?)\)?$/, (_, port: string, inner: string) => {
    found.port = Number(port)
    return inner
  })
  text = text.replace(/^(\d+) ?- /, (_, unit: string) => {
    found.unit = Number(unit)
    return ''
  })
  text = text.replace(/ \((\d+)\)$/, (_, unit: string) => {
    found.unit = Number(unit)
    return ''
  })
  text = stripEnds(dropMaker(text, maker), found, isCut)
  return { ...found, key: keyOf(text), isCut }
}

/**
 * Whether names of two systems are those of the same kind of device, and of the same port of it.
 */
export function isSameDevice(a: DeviceName, b: DeviceName): boolean {
  return isSameKey(a, b) && a.port === b.port && otherRole(a) === otherRole(b)
}

/** Whether a name says nothing about what is plugged in. */
export function isGeneric({ key }: DeviceName): boolean {
  return GENERIC.test(key)
}

/** The role of a port that is not the one which controls are on; '' for that one. */
export function otherRole({ role }: DeviceName): string {
  return OTHER_ROLES.find((word) => role.split('/').includes(word)) ?? ''
}

function isSameKey(a: DeviceName, b: DeviceName): boolean {
  if (a.key === b.key) return true
  const [short, long] = a.key.length < b.key.length ? [a, b] : [b, a]
  return (a.isCut || b.isCut) && short.key.length >= LEAST_PREFIX && long.key.startsWith(short.key)
}

/** "client:port" -> the port, after its client unless it says that itself. */
function joinClient(text: string): string {
  // The name of a device may have a colon of its own, as "XONE:K2" has.
  const [, , repeated] = /^(.+):(\1(?: .*)?)$/.exec(text) ?? []
  if (repeated !== undefined) return repeated
  const at = text.indexOf(':')
  if (at < 0) return text
  const client = text.slice(0, at)
  const port = text.slice(at + 1).trim()
  return port.startsWith(client) ? port : `${client} ${port}`
}

function dropMaker(text: string, maker: string): string {
  const lower = text.toLowerCase()
  for (const name of [maker, ...MAKERS]) {
    const start = `${name.toLowerCase()} `
    if (name !== '' && lower.startsWith(start) && text.length > start.length) {
      return text.slice(start.length)
    }
  }
  return text
}

/**
 * Takes off what systems put behind the name of a device, again and again until nothing is left.
 */
function stripEnds(given: string, found: { port: number; role: string }, isCut: boolean): string {
  const addRole = (word: string) => {
    if (!found.role.split('/').includes(word)) {
      found.role = found.role === '' ? word : `${word}/${found.role}`
    }
  }
  let text = given
  for (let before = ''; before !== text; ) {
    before = text
    text = text.replace(
      /^(.+?) (?:(?:MIDI|Port|Group) )?(\d+)$/i,
      (all, rest: string, n: string) => {
        const isNamed = /(?:MIDI|Port|Group) \d+$/i.test(all)
        // A number by itself may be that of the model; only the first port is none.
        if ((!isNamed && n !== '1') || /^(usb|midi)$/i.test(rest)) return all
        found.port = Math.max(found.port, Number(n))
        return rest
      }
    )
    text = text.replace(/ (\S*_(?:INT|EXT))$/, (_, token: string) => {
      addRole(token.slice(-3).toLowerCase())
      return ''
    })
    text = text.replace(/ _ (\S+)$/, (_, word: string) => {
      addRole(word.toLowerCase())
      return ''
    })
    text = text.replace(/^(.+?) ([a-z/]+)$/i, (all, rest: string, last: string) => {
      const words = last.toLowerCase().split('/')
      if (!words.every((word) => ROLE_WORDS.has(word)) || /^(usb|midi)$/i.test(rest)) return all
      for (const word of words.reverse()) addRole(word)
      return rest
    })
    text = text.replace(/ v\d+(?:\.\d+)+$/i, '')
    text = undouble(text, isCut)
  }
  return text
}

/** "Launch Control XL Launch Contro" -> "Launch Control XL". */
function undouble(text: string, isCut: boolean): string {
  const words = text.split(' ')
  for (let k = 1; k < words.length; k++) {
    const first = words.slice(0, k).join(' ')
    const rest = words.slice(k).join(' ')
    const isStart = isCut && rest.length >= 6 && first.startsWith(rest)
    if (rest === first || isStart || (rest.length >= 6 && first.startsWith(rest))) return first
  }
  return text
}

function keyOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}+]/gu, '')
}
