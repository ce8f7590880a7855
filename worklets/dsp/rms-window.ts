import { fadeFrames, raisedCosine } from './raised-cosine.ts'
