using MobileNetGen;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddMobileNet<Digits>(
    network => network.UseWeights(WeightSource.FromResource(typeof(Digits).Assembly, "digits.safetensors")),
    "digits");

var app = builder.Build();
app.MapOpenInference();
app.MapPredict();
app.MapClassify<Digits>("/classify");
app.MapServingHealth();
app.Run();

[GeneratedNetwork("network.json")]
public sealed partial class Digits;
