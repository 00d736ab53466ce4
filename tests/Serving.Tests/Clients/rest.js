// A client of Node without any package: metadata, and an image as JSON and as raw bytes. Argument: the address.
const [address] = process.argv.slice(2);
const values = Array.from({ length: 192 }, (_, index) => ((index * 37) % 61 - 30) / 16);
const input = { name: 'input', datatype: 'FP32', shape: [1, 8, 8, 3] };
const infer = (model, body, headers) => fetch(`${address}/v2/models/${model}/infer`, { method: 'POST', body, headers });

(async () => {
    const live = await (await fetch(`${address}/v2/health/live`)).json();
    const model = await (await fetch(`${address}/v2/models/image`)).json();
    const json = await (await infer('image', JSON.stringify({ id: 'a', inputs: [{ ...input, data: values }] }))).json();
    const head = Buffer.from(JSON.stringify({ inputs: [{ ...input, parameters: { binary_data_size: 768 } }], parameters: { binary_data_output: true } }));
    const answer = await infer('image', Buffer.concat([head, Buffer.from(new Float32Array(values).buffer)]), { 'Inference-Header-Content-Length': head.length });
    const raw = Buffer.from(await answer.arrayBuffer()).subarray(Number(answer.headers.get('inference-header-content-length')));
    const refused = await infer('nope', '{}');
    console.log(JSON.stringify({
        live: live.live, shape: model.inputs[0].shape, id: json.id, raw: [0, 4, 8].map(place => raw.readFloatLE(place)), typed: json.outputs[0].data, refused: refused.status,
    }));
})();
