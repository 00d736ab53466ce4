// ONNX Runtime's WebAssembly on the same network, one thread: node onnx.mjs MODEL.onnx, where onnxruntime-web is to be found.
import fs from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';

ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(new Uint8Array(fs.readFileSync(process.argv[2])));
const shape = session.inputMetadata[0].shape;
const pixels = Float32Array.from({ length: shape.reduce((product, extent) => product * extent, 1) }, () => Math.random() * 2 - 1);
const input = new ort.Tensor('float32', pixels, shape);
const times = [];
for (let turn = 0; turn < 120; turn++) {
    const start = performance.now();
    await session.run({ [session.inputNames[0]]: input });
    times.push(performance.now() - start);
}
const late = times.slice(20).sort((left, right) => left - right);
console.log(`onnxruntime-web, floats: first run ${times[0].toFixed(0)} ms, median of 100 ${late[50].toFixed(1)} ms, fastest ${late[0].toFixed(1)} ms`);
