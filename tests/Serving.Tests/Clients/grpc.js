// A client of Node: metadata, and an image as raw and as typed contents. Arguments: the address, and the path of the .proto.
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, proto] = process.argv.slice(2);
const { inference } = grpc.loadPackageDefinition(loader.loadSync(proto, { keepCase: true, longs: Number }));
const client = new inference.GRPCInferenceService(address, grpc.credentials.createInsecure());
const call = (method, request) => new Promise((done, failed) => client[method](request, (error, answer) => error ? failed(error) : done(answer)));
const values = Array.from({ length: 192 }, (_, index) => ((index * 37) % 61 - 30) / 16);
const input = { name: 'input', datatype: 'FP32', shape: [1, 8, 8, 3] };
const sums = answer => Array.from({ length: 3 }, (_, index) => answer.raw_output_contents[0].readFloatLE(4 * index));

(async () => {
    const live = await call('ServerLive', {});
    const model = await call('ModelMetadata', { name: 'image' });
    const raw = await call('ModelInfer', { model_name: 'image', id: 'a', inputs: [input], raw_input_contents: [Buffer.from(new Float32Array(values).buffer)] });
    const typed = await call('ModelInfer', { model_name: 'image', inputs: [{ ...input, contents: { fp32_contents: values } }] });
    const refused = await call('ModelInfer', { model_name: 'nope' }).catch(error => error.code);
    console.log(JSON.stringify({ live: live.live, shape: model.inputs[0].shape, id: raw.id, raw: sums(raw), typed: sums(typed), refused }));
    client.close();
})();
