export type PageTheme = 'dark' | 'light'

const KEY = 'twobus theme'

/** The page's theme: what was chosen before, dark at first. */
export function pageTheme(): PageTheme {
  return document.documentElement.dataset.theme === 'light' ? 'light' : 'dark'
}

export function setPageTheme(theme: PageTheme): void {
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // A page that may keep nothing still changes its theme.
  }
}

export function restorePageTheme(): void {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(KEY)
  } catch {
    // A page that may keep nothing starts dark.
  }
  document.documentElement.dataset.theme = stored === 'light' ? 'light' : 'dark'
}
