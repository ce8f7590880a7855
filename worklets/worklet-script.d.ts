// The processor and all it imports as the text of one self-contained script, made by
// vite-worklet-plugin.ts.
declare module '*?worklet' {
  const script: string
  export default script
}
