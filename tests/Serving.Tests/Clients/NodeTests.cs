using System.Diagnostics;
using MobileNetGen.Serving.Tests.Replay;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Clients;

/// <summary>Clients that are not .NET, live: Node's own <c>fetch</c>, and gRPC from npm.</summary>
public sealed class NodeTests(ToyServer server)
{
    private static readonly string s_clients = Path.Combine(AppContext.BaseDirectory, "Clients");

    [Fact]
    public void Fetch_is_answered_in_JSON_and_in_raw_bytes()
    {
        Assert.SkipUnless(Child.IsOnPath("node"), "node is not installed");
        Assert.Equal(
            """{"live":true,"shape":[-1,8,8,3],"id":"a","raw":[-0.0625,-0.75,-1.4375],"typed":[-0.0625,-0.75,-1.4375],"refused":404}""",
            Run(s_clients, "node", "rest.js", $"http://127.0.0.1:{server.Http}"));
    }

    [Fact]
    public void Grpc_js_is_answered_with_what_it_asks_for()
    {
        Assert.SkipUnless(Child.IsOnPath("node") && Child.IsOnPath("npm"), "node or npm is not installed");
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(s_clients, "grpc.js"), Path.Combine(folder.Name, "grpc.js"));
        Run(folder.Name, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "@grpc/grpc-js@1.14.7", "@grpc/proto-loader@0.8.1");
        Assert.Equal(
            """{"live":true,"shape":[-1,8,8,3],"id":"a","raw":[-0.0625,-0.75,-1.4375],"typed":[-0.0625,-0.75,-1.4375],"refused":5}""",
            Run(
                folder.Name, "node", "grpc.js", $"127.0.0.1:{server.Grpc}", Path.Combine(
                    Repository.Root, "src", "AspNetCore", "OpenInference", "Grpc", "open_inference.proto")));
    }

    private static string Run(string folder, string program, params string[] arguments)
    {
        var child = Child.Run(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder });
        Assert.True(child.Exit == 0, child.Output + child.Errors);
        return child.Output.Trim();
    }
}
