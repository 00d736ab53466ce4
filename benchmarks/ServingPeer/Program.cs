using MobileNetGen;
using MobileNetGen.Imaging;
using MobileNetGen.ServingPeer;

// serving-peer SMALL LARGE --urls …: the benchmark's endpoints as one writes them on ONNX Runtime; decoder and resizing are the same.
using var small = new OnnxModel(args[0], 128);
using var large = new OnnxModel(args[1], 224);
var how = MobileNetGen.ServingHost.SmallNetwork.Info.Preprocessing!;
var gate = new SemaphoreSlim(Environment.ProcessorCount);
var builder = WebApplication.CreateSlimBuilder(args[2..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
var app = builder.Build();
app.MapPost("/classify", context => Answer(context, body =>
{
    var image = ImageFile.Decode(body).Over(255, 255, 255);
    var input = new float[128 * 128 * 3];
    ImagePreprocessor.Apply(how, image.Pixels, image.Width, image.Height, input);
    return small.Run(small.Planes(input));
}));
app.MapPost("/tensor", context => Answer(context, body =>
    large.Run(System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(body).ToArray())));
app.Run();

async Task Answer(HttpContext context, Func<byte[], float[]> run)
{
    using var body = new MemoryStream((int)(context.Request.ContentLength ?? 0));
    await context.Request.Body.CopyToAsync(body);
    await gate.WaitAsync();
    try
    {
        var scores = await Task.Run(() => run(body.ToArray()));
        await context.Response.WriteAsJsonAsync(Ranking.Top(scores, 5).Select(best => new { best.Index, best.Score }));
    }
    finally
    {
        gate.Release();
    }
}
