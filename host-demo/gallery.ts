import { restorePageTheme } from './elements/shell/page-theme.ts'
import './gallery/gallery-page.ts'

restorePageTheme()
