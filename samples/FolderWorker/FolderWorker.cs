using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobileNetGen.Sample;

namespace MobileNetGen.Samples.FolderWorker;

/// <summary>
/// Answers the images of a folder as they come. The system's notices only make it faster: they get lost, and shared folders send none,
/// so the folder is looked at every few seconds whatever happens.
/// </summary>
internal sealed partial class FolderWorker(Inbox inbox, DigitReader reader, ILogger<FolderWorker> log) : BackgroundService
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var noticed = new SemaphoreSlim(0);
        using var watcher = new FileSystemWatcher(inbox.Folder);
        watcher.Created += (_, _) => noticed.Release();
        watcher.Changed += (_, _) => noticed.Release();
        watcher.Renamed += (_, _) => noticed.Release();
        watcher.EnableRaisingEvents = true;
        Watching(inbox.Folder);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var file in inbox.Waiting().TakeWhile(_ => !stoppingToken.IsCancellationRequested))
            {
                Handle(file);
            }

            await noticed.WaitAsync(s_patience, stoppingToken);
        }
    }

    private void Handle(FileInfo file)
    {
        try
        {
            var answer = reader.Read(file.FullName);
            Inbox.Answer(file, answer);
            Answered(file.Name, answer.Digit);
        }
        catch (Exception unreadable) when (unreadable is SampleException or IOException)
        {
            // Half a file reads like a damaged one: it gets its answer when it has come to rest.
            if (Inbox.IsSettled(file))
            {
                Inbox.Answer(file, new Answer(null, null, unreadable.Message));
                Refused(file.Name, unreadable.Message);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "watching {Folder}")]
    private partial void Watching(string folder);

    [LoggerMessage(LogLevel.Information, "{File} shows a {Digit}")]
    private partial void Answered(string file, int? digit);

    [LoggerMessage(LogLevel.Warning, "{File} cannot be read: {Why}")]
    private partial void Refused(string file, string why);
}
