using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using MobileNetGen.AspNetCore;
using MobileNetGen.ToyServer;

// Models whose answers can be told beforehand, after the same front end as networks. Arguments: the port of HTTP and that of gRPC, 0 for free ones;
// without the second, gRPC is at the port after the first. Options of the server may follow.
if (args is not [var httpText, ..] || !ushort.TryParse(httpText, NumberStyles.None, CultureInfo.InvariantCulture, out var http))
{
    Console.Error.WriteLine("usage: MobileNetGen.ToyServer HTTP_PORT [GRPC_PORT] [--Serving:LargestBody 1000000 …]");
    return 2;
}

var hasGrpc = args.Length > 1 && ushort.TryParse(args[1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
var grpc = hasGrpc ? ushort.Parse(args[1], CultureInfo.InvariantCulture) : http == 0 ? 0 : http + 1;
var builder = WebApplication.CreateSlimBuilder(args[(hasGrpc ? 2 : 1)..]);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.ConfigureKestrel(server =>
{
    server.Listen(IPAddress.Any, http);
    server.Listen(IPAddress.Any, grpc, listen => listen.Protocols = HttpProtocols.Http2);
});
builder.Services
    .AddServedModel("image", _ => ToyModels.Sums(TensorDataType.Float32, 8))
    .AddServedModel("image_big", _ => ToyModels.Sums(TensorDataType.Float32, 224))
    .AddServedModel("image_u8", _ => ToyModels.Sums(TensorDataType.UInt8, 8))
    .AddServedModel("jpeg", _ => ToyModels.Digest())
    .AddServedModel("pair", _ => ToyModels.Pair())
    .AddServedModel("versioned", _ => ToyModels.Scaled(1), "1")
    .AddServedModel("versioned", _ => ToyModels.Scaled(2), "2");
(string Name, TensorDataType Type)[] echoes =
[
    ("bool", TensorDataType.Bool), ("bytes", TensorDataType.Bytes), ("fp16", TensorDataType.Float16),
    ("fp32", TensorDataType.Float32), ("fp64", TensorDataType.Float64),
    ("int8", TensorDataType.Int8), ("int16", TensorDataType.Int16), ("int32", TensorDataType.Int32), ("int64", TensorDataType.Int64),
    ("uint8", TensorDataType.UInt8), ("uint16", TensorDataType.UInt16), ("uint32", TensorDataType.UInt32), ("uint64", TensorDataType.UInt64),
];
foreach (var (name, type) in echoes)
{
    builder.Services.AddServedModel("echo_" + name, _ => ToyModels.Echo(type));
}

var app = builder.Build();
app.MapOpenInference();
app.MapPredict();
await app.StartAsync();

// Ports that were free, in the order above.
Console.WriteLine("listening on " + string.Join(' ', app.Urls));
await app.WaitForShutdownAsync();
return 0;
