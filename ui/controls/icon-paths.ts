/** Paths of the 16 x 16 icons: stroke 1.5 (more and grip 2), round caps and joins, no fill. */
export const iconPaths: Readonly<Record<string, string | undefined>> = {
  power: 'M8 2v5M4.6 4.4a5 5 0 1 0 6.8 0',
  undo: 'M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6',
  redo: 'M10 3l3 3-3 3M13 6H6.5a3.5 3.5 0 0 0 0 7H10',
  'chevron-left': 'M9.5 4 5.5 8l4 4',
  'chevron-right': 'M6.5 4l4 4-4 4',
  'chevron-down': 'M4 6.5l4 4 4-4',
  headphones: 'M3 10V8a5 5 0 0 1 10 0v2M3 9.5h2v4H4a1 1 0 0 1-1-1zM13 9.5h-2v4h1a1 1 0 0 0 1-1z',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  help: 'M6 6a2 2 0 1 1 2.8 1.8c-.6.3-.8.7-.8 1.4M8 12h.01',
  delta: 'M8 3.5 13 12.5H3z',
  match: 'M3 6h10M3 10h10',
  link: 'M6.5 9.5l3-3M5.2 7.2 4 8.4a2.5 2.5 0 0 0 3.6 3.6l1.2-1.2M10.8 8.8 12 7.6A2.5 2.5 0 0 0 8.4 4L7.2 5.2',
  play: 'M5 3.5v9l7.5-4.5z',
  stop: 'M4 4h8v8H4z',
  loop: 'M4 6.5h7a2 2 0 0 1 0 4H5M6 4 3.5 6.5 6 9',
  plus: 'M8 3.5v9M3.5 8h9',
  close: 'M4 4l8 8M12 4l-8 8',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11.3h.01',
  lock: 'M4.5 7.5h7v5.5h-7zM6 7.5V5.5a2 2 0 0 1 4 0v2',
  freeze: 'M8 2v12M2.8 5l10.4 6M13.2 5 2.8 11',
  midi: 'M8 2.2a5.8 5.8 0 1 0 .01 0M4.8 8h.01M11.2 8h.01M5.7 5.7h.01M10.3 5.7h.01M8 4.8h.01',
  grip: 'M6 4h.01M6 8h.01M6 12h.01M10 4h.01M10 8h.01M10 12h.01',
  copy: 'M3 8h9M9 5l3 3-3 3',
  reset: 'M3.5 8a4.5 4.5 0 1 0 1.5-3.3M3.2 3v2.6h2.6',
  search: 'M7 3a4 4 0 1 0 .01 0M10 10l3.2 3.2',
  check: 'M3.5 8.5l3 3 6-7',
  'to-start': 'M4 3.5v9M12.5 3.5v9L5.5 8z',
  export: 'M8 2.5v7.5M5 7.2 8 10.2l3-3M3 13h10',
  speaker: 'M3 6.2h2L8 3.5v9L5 9.8H3zM10.5 6a2.8 2.8 0 0 1 0 4',
  pause: 'M5.5 3.5v9M10.5 3.5v9'
}

/** Paths of the 20 x 16 filter shapes, named by the type of an EQ band. */
export const filterShapePaths: Readonly<Record<string, string | undefined>> = {
  bell: 'M1 11h4c3 0 3-8 5-8s2 8 5 8h4',
  lowShelf: 'M1 4h6c4 0 3 7 7 7h5',
  highShelf: 'M1 11h5c4 0 3-7 7-7h6',
  lowCut: 'M2 14c2-8 3-10 6-10h11',
  highCut: 'M1 4h11c3 0 4 2 6 10',
  notch: 'M1 4h6c2 0 2 10 3 10s1-10 3-10h6',
  bandPass: 'M2 14c4 0 5-10 8-10s4 10 8 10',
  tilt: 'M1 12 19 4',
  allPass: 'M1 8h5M14 8h5M10 8m-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0'
}
