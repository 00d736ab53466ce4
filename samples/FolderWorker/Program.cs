using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MobileNetGen.Samples.FolderWorker;

if (args is not [var folder] || !Directory.Exists(folder))
{
    Console.Error.WriteLine("usage: FolderWorker FOLDER: images in the folder get an answer beside them; the folder must exist");
    return 2;
}

var builder = Host.CreateApplicationBuilder();
builder.Services.AddSingleton(new Inbox(folder));
builder.Services.AddSingleton<DigitReader>();
builder.Services.AddHostedService<FolderWorker>();
builder.Build().Run();
return Environment.ExitCode;
