using MobileNetGen.Tool;

return ToolProgram.Run(args, StandardStreams.Output, StandardStreams.Errors, isLive: !Console.IsErrorRedirected);
