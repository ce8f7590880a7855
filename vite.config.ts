import { defineConfig } from 'vite'
import { workletPlugin } from './vite-worklet-plugin.ts'

// SharedArrayBuffer exists only on a page that is cross-origin isolated by these headers.
export const isolationHeaders = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin'
}

// The demo host: dev server, build and preview. The library has a configuration of its own.
export default defineConfig({
  root: 'host-demo',
  base: './',
  plugins: [workletPlugin()],
  server: {
    host: '127.0.0.1',
    port: 5173,
    headers: isolationHeaders,
    fs: { allow: [import.meta.dirname] }
  },
  preview: { host: '127.0.0.1', port: 4173, headers: isolationHeaders },
  build: {
    outDir: '../dist-demo',
    emptyOutDir: true,
    target: 'es2022',
    rolldownOptions: {
      input: ['index.html', 'gallery.html'].map(
        (page) => `${import.meta.dirname}/host-demo/${page}`
      )
    }
  }
})
