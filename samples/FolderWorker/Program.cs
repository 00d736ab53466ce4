using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobileNetGen.Samples.FolderWorker;

const string usage = "FolderWorker FOLDER: images of digits in the folder, and those that come, get an answer beside them; the folder must exist";

if (args.Length > 1 || (args is [var named] && !Directory.Exists(named)))
{
    Console.Error.WriteLine("usage: " + usage);
    return 2;
}

string folder;
if (args is [var given])
{
    folder = given;
}
else
{
    folder = Examples.CopyToNewFolder();
    Console.WriteLine($"""
        {usage}.
        None is named, so ten digits that came with the sample are answered, in {folder}; put images of your own there too.
        Ctrl-C ends it; the folder stays.
        """);
}

var builder = Host.CreateApplicationBuilder();
builder.Logging.AddSimpleConsole(console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
builder.Services.AddSingleton(new Inbox(folder));
builder.Services.AddSingleton<DigitReader>();
builder.Services.AddHostedService<FolderWorker>();
builder.Build().Run();
return Environment.ExitCode;
