using System.Net;
using System.Net.Sockets;

namespace MobileNetGen.Sample.Tests;

/// <summary>Serves the files of a folder to a browser on this machine.</summary>
internal sealed class PageServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;

    public PageServer(string folder)
    {
        _folder = folder;
        using (var socket = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            Address = $"http://127.0.0.1:{((IPEndPoint)socket.LocalEndPoint!).Port}/";
        }

        _listener.Prefixes.Add(Address);
        _listener.Start();
        _ = Task.Run(Serve);
    }

    public string Address { get; }

    public void Dispose() => _listener.Close();

    private async Task Serve()
    {
        try
        {
            while (_listener.IsListening)
            {
                var call = await _listener.GetContextAsync();
                _ = Task.Run(() => Answer(call.Request.Url!.AbsolutePath, call.Response));
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or HttpListenerException)
        {
            // The test is over.
        }
    }

    private void Answer(string path, HttpListenerResponse response)
    {
        var file = Path.Combine(_folder, path == "/" ? "index.html" : path.TrimStart('/'));
        if (File.Exists(file))
        {
            response.ContentType = Path.GetExtension(file) switch
            {
                ".html" => "text/html",
                ".js" or ".mjs" => "text/javascript",
                ".wasm" => "application/wasm",
                ".json" => "application/json",
                _ => "application/octet-stream",
            };
            var content = File.ReadAllBytes(file);
            response.ContentLength64 = content.Length;
            response.OutputStream.Write(content);
        }
        else
        {
            response.StatusCode = (int)HttpStatusCode.NotFound;
        }

        response.Close();
    }
}
