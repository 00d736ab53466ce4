using MobileNetGen;
using MobileNetGen.Imaging;                                   // or any other decoder

using var network = Digits.Create(WeightSource.FromResource(typeof(Digits).Assembly, "digits.safetensors"));
var image = ImageFile.Load(args.FirstOrDefault(Path.Combine(AppContext.BaseDirectory, "digit_7.png")));
var scores = new float[Digits.OutputLength];
network.Run(image.Pixels, image.Width, image.Height, scores); // 8-bit pixels of any size
foreach (var best in Ranking.Top(scores, 3))
    Console.WriteLine($"{best.Index} {best.Score:P1}");

[GeneratedNetwork("network.json")]
internal sealed partial class Digits;
