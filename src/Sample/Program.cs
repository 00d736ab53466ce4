using MobileNetGen.Sample;
Console.WriteLine(MobileNet.Summary());
