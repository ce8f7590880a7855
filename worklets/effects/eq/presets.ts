import type { Preset } from '../../core/state.ts'
import type { eqDefinition } from './definition.ts'

export const eqPresets: readonly Preset<typeof eqDefinition>[] = [
  {
    name: 'Vocal: clear and present',
    purpose: 'Lead vocal in a full mix: rumble out, less mud, words forward, a little air on top.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 85,
      'band1.slope': '18',
      'band3.enabled': true,
      'band3.frequency': 280,
      'band3.gain': -2.5,
      'band3.q': 1.1,
      'band6.enabled': true,
      'band6.frequency': 3600,
      'band6.gain': 2,
      'band6.q': 0.8,
      'band7.enabled': true,
      'band7.frequency': 11000,
      'band7.gain': 2.5
    }
  },
  {
    name: 'Vocal: soften sharp esses',
    purpose: 'Takes the sting out of s and t on a bright voice without making it dull.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 75,
      'band6.enabled': true,
      'band6.frequency': 6800,
      'band6.gain': -3.5,
      'band6.q': 2.4,
      'band7.enabled': true,
      'band7.frequency': 12000,
      'band7.gain': 1
    }
  },
  {
    name: 'Kick: deep with a click',
    purpose: 'Kick drum that is felt and still heard on small speakers: weight, no box, beater.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 28,
      'band1.slope': '24',
      'band2.enabled': true,
      'band2.type': 'bell',
      'band2.frequency': 58,
      'band2.gain': 3.5,
      'band2.q': 1.2,
      'band4.enabled': true,
      'band4.frequency': 380,
      'band4.gain': -5,
      'band4.q': 1.3,
      'band6.enabled': true,
      'band6.frequency': 3800,
      'band6.gain': 3.5,
      'band6.q': 1
    }
  },
  {
    name: 'Snare: body and crack',
    purpose: 'Snare that sounds thin or papery: fuller at 200 Hz, less ring, more crack.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 90,
      'band3.enabled': true,
      'band3.frequency': 200,
      'band3.gain': 2.5,
      'band3.q': 1.2,
      'band4.enabled': true,
      'band4.frequency': 800,
      'band4.gain': -2.5,
      'band4.q': 2,
      'band6.enabled': true,
      'band6.frequency': 5200,
      'band6.gain': 3,
      'band6.q': 0.9,
      output: -1.5
    }
  },
  {
    name: 'Bass: tight and audible',
    purpose: 'Electric or synth bass: no subsonics, less boom, growl for phones and laptops.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 32,
      'band1.slope': '24',
      'band3.enabled': true,
      'band3.frequency': 220,
      'band3.gain': -3,
      'band3.q': 0.9,
      'band4.enabled': true,
      'band4.frequency': 850,
      'band4.gain': 2.5,
      'band4.q': 0.9,
      'band8.enabled': true,
      'band8.frequency': 9000
    }
  },
  {
    name: 'Electric guitar: out of the way',
    purpose: 'Rhythm guitars that leave room for bass and voice: trimmed ends, softer harshness.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 110,
      'band1.slope': '18',
      'band4.enabled': true,
      'band4.frequency': 420,
      'band4.gain': -2,
      'band4.q': 1,
      'band6.enabled': true,
      'band6.frequency': 3100,
      'band6.gain': -2,
      'band6.q': 1.6,
      'band8.enabled': true,
      'band8.frequency': 10500,
      'band8.slope': '18'
    }
  },
  {
    name: 'Acoustic guitar: less boom, more string',
    purpose: 'Strummed acoustic guitar picked up near the sound hole.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 80,
      'band3.enabled': true,
      'band3.frequency': 190,
      'band3.gain': -4,
      'band3.q': 1.3,
      'band7.enabled': true,
      'band7.frequency': 7500,
      'band7.gain': 2.5
    }
  },
  {
    name: 'Piano: open and even',
    purpose: 'Piano in a band: less fog in the low middle, more hammer and air.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 45,
      'band3.enabled': true,
      'band3.frequency': 320,
      'band3.gain': -2.5,
      'band3.q': 0.8,
      'band6.enabled': true,
      'band6.frequency': 4500,
      'band6.gain': 1.5,
      'band6.q': 0.7,
      'band7.enabled': true,
      'band7.frequency': 12000,
      'band7.gain': 2
    }
  },
  {
    name: 'Reverb return: behind the mix',
    purpose: 'Before or after a reverb: no mud, no hiss, so that the space is felt, not heard.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 350,
      'band8.enabled': true,
      'band8.frequency': 7000
    }
  },
  {
    name: 'Telephone',
    purpose: 'The 300 to 3400 Hz of a telephone line, for an effect on a voice or a whole break.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 300,
      'band1.slope': '48',
      'band5.enabled': true,
      'band5.frequency': 1500,
      'band5.gain': 4,
      'band5.q': 0.9,
      'band8.enabled': true,
      'band8.frequency': 3400,
      'band8.slope': '48'
    }
  },
  {
    name: 'Rumble filter',
    purpose: 'Footsteps, traffic, wind and air conditioning below 40 Hz; no note loses anything.',
    values: { 'band1.enabled': true, 'band1.frequency': 40, 'band1.slope': '24' }
  },
  {
    name: 'Hum: 50 Hz and harmonics',
    purpose: 'Mains hum of 50 Hz countries on a quiet guitar or an old tape, five narrow notches.',
    values: {
      'band1.enabled': true,
      'band1.type': 'notch',
      'band1.frequency': 50,
      'band1.q': 12,
      'band2.enabled': true,
      'band2.type': 'notch',
      'band2.frequency': 100,
      'band2.q': 16,
      'band3.enabled': true,
      'band3.type': 'notch',
      'band3.frequency': 150,
      'band3.q': 20,
      'band4.enabled': true,
      'band4.type': 'notch',
      'band4.frequency': 200,
      'band4.q': 24,
      'band5.enabled': true,
      'band5.type': 'notch',
      'band5.frequency': 250,
      'band5.q': 28
    }
  },
  {
    name: 'Hum: 60 Hz and harmonics',
    purpose: 'Mains hum of 60 Hz countries on a quiet guitar or an old tape, five narrow notches.',
    values: {
      'band1.enabled': true,
      'band1.type': 'notch',
      'band1.frequency': 60,
      'band1.q': 12,
      'band2.enabled': true,
      'band2.type': 'notch',
      'band2.frequency': 120,
      'band2.q': 16,
      'band3.enabled': true,
      'band3.type': 'notch',
      'band3.frequency': 180,
      'band3.q': 20,
      'band4.enabled': true,
      'band4.type': 'notch',
      'band4.frequency': 240,
      'band4.q': 24,
      'band5.enabled': true,
      'band5.type': 'notch',
      'band5.frequency': 300,
      'band5.q': 28
    }
  },
  {
    name: 'Mix bus: gentle smile',
    purpose: 'A finished mix that wants a touch more weight and shine, half a decibel at a time.',
    values: {
      'band2.enabled': true,
      'band2.frequency': 90,
      'band2.gain': 1,
      'band2.slope': '6',
      'band4.enabled': true,
      'band4.frequency': 350,
      'band4.gain': -0.7,
      'band4.q': 0.6,
      'band7.enabled': true,
      'band7.frequency': 10000,
      'band7.gain': 1.2,
      'band7.slope': '6'
    }
  },
  {
    name: 'Master: air',
    purpose: 'A wide lift above 16 kHz whose skirt opens the top without sharpening esses.',
    values: {
      'band7.enabled': true,
      'band7.type': 'bell',
      'band7.frequency': 22000,
      'band7.gain': 3,
      'band7.q': 0.5
    }
  },
  {
    name: 'Master: mono bass, wide air',
    purpose: 'Mid/side touch-up: low end out of the sides for club and vinyl, highs opened there.',
    values: {
      'band1.enabled': true,
      'band1.frequency': 120,
      'band1.placement': 'side',
      'band3.enabled': true,
      'band3.frequency': 240,
      'band3.gain': -1,
      'band3.q': 0.8,
      'band3.placement': 'mid',
      'band7.enabled': true,
      'band7.frequency': 9000,
      'band7.gain': 1.5,
      'band7.placement': 'side'
    }
  },
  {
    name: 'Master: darker or brighter',
    purpose: 'One tilt for the whole balance: turn the gain up for brighter, down for darker.',
    values: {
      'band4.enabled': true,
      'band4.type': 'tilt',
      'band4.frequency': 700,
      'band4.gain': 0.8,
      'band4.q': 0.3
    }
  },
  {
    name: 'Vocal: tame the harsh notes',
    purpose: 'Two dynamic bands step in only when a note shouts or an ess bites.',
    values: {
      'band5.enabled': true,
      'band5.frequency': 3200,
      'band5.q': 1.6,
      'band5.dynamic': true,
      'band5.threshold': -20,
      'band5.range': -6,
      'band5.attack': 8,
      'band5.release': 120,
      'band6.enabled': true,
      'band6.frequency': 7200,
      'band6.q': 2.2,
      'band6.dynamic': true,
      'band6.threshold': -34,
      'band6.range': -9,
      'band6.attack': 2,
      'band6.release': 60
    }
  },
  {
    name: 'Bass: hold the boom, dynamic',
    purpose: 'Only notes that bloom round 90 Hz are held; the others keep their weight.',
    values: {
      'band3.enabled': true,
      'band3.frequency': 90,
      'band3.q': 1.2,
      'band3.dynamic': true,
      'band3.threshold': -22,
      'band3.range': -7,
      'band3.attack': 15,
      'band3.release': 200
    }
  },
  {
    name: 'Master: gentle tilt, linear phase',
    purpose: 'A little brighter without moving anything in time; for the last chain of a song.',
    values: {
      phase: 'linear',
      'band5.enabled': true,
      'band5.type': 'tilt',
      'band5.frequency': 900,
      'band5.gain': 0.8,
      'band1.enabled': true,
      'band1.frequency': 24,
      'band1.slope': '12'
    }
  },
  {
    name: 'Master: air, natural phase',
    purpose: 'A high shelf that follows its analog curve to the last hertz.',
    values: {
      phase: 'natural',
      'band7.enabled': true,
      'band7.frequency': 12000,
      'band7.gain': 2
    }
  }
]
