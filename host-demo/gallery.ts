import { restorePageTheme } from './elements/page-theme.ts'
import './gallery/gallery-page.ts'

restorePageTheme()
