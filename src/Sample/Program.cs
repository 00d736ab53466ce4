using MobileNetGen.Sample;

Console.OutputEncoding = System.Text.Encoding.UTF8;
return SampleProgram.Run(args, Console.Out, Console.Error);
