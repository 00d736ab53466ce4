using System.Globalization;
using MobileNetGen;
using MobileNetGen.ServingHost;

// serving-host: the networks as a service. serving-host baseline SMALL LARGE PHOTO SECONDS: the same work without one.
// serving-host pack FILE SEED: made-up weights of the small one.
if (args is ["pack", var file, var seed])
{
    AtomicFile.Write(file, stream => SmallNetwork.Pack(WeightSource.CreateRandom(int.Parse(seed, CultureInfo.InvariantCulture)), stream));
    return;
}

if (args is ["baseline", var small, var large, var photo, var seconds])
{
    Baseline.Run(small, large, photo, TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
    return;
}

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddMobileNet<SmallNetwork>(name: "small").AddMobileNet<LargeNetwork>(name: "large");
var app = builder.Build();
app.MapOpenInference();
app.MapClassify<SmallNetwork>("/classify");
app.Run();
