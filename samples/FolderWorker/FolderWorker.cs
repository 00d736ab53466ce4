using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MobileNetGen.Sample;

namespace MobileNetGen.Samples.FolderWorker;

/// <summary>
/// Answers the images of a folder as they come. The system's notices only make it faster: they get lost, and shared folders send none,
/// so the folder is looked at every few seconds whatever happens.
/// </summary>
internal sealed partial class FolderWorker(Inbox inbox, DigitReader reader, IHostApplicationLifetime host, ILogger<FolderWorker> log) : BackgroundService
{
    /// <summary>The exit code where the folder can no longer be read.</summary>
    public const int FolderLost = 1;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var noticed = new SemaphoreSlim(0);
        using var watcher = Watch(noticed);
        Watching(inbox.Folder);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                foreach (var file in inbox.Waiting().TakeWhile(_ => !stoppingToken.IsCancellationRequested))
                {
                    Handle(file);
                }

                await noticed.WaitAsync(s_patience, stoppingToken);
            }
        }
        catch (Exception lost) when (lost is IOException or UnauthorizedAccessException)
        {
            Lost(inbox.Folder, lost.Message);
            Environment.ExitCode = FolderLost;
            host.StopApplication();
        }
    }

    /// <summary>Null where the system watches no more folders.</summary>
    private FileSystemWatcher? Watch(SemaphoreSlim noticed)
    {
        try
        {
            var watcher = new FileSystemWatcher(inbox.Folder);
            watcher.Created += (_, _) => noticed.Release();
            watcher.Changed += (_, _) => noticed.Release();
            watcher.Renamed += (_, _) => noticed.Release();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception unwatched) when (unwatched is IOException or ArgumentException)
        {
            Unwatched(inbox.Folder, unwatched.Message);
            return null;
        }
    }

    private void Handle(FileInfo file)
    {
        var (answer, why) = Read(file);
        if (answer is null && !Inbox.IsSettled(file))
        {
            // Half a file reads like a damaged one: it gets its answer when it has come to rest.
            return;
        }

        try
        {
            Inbox.Answer(file, answer ?? new Answer(null, null, why));
        }
        catch (Exception unwritten) when (unwritten is IOException or UnauthorizedAccessException)
        {
            Unwritten(DisplayText(file.Name), DisplayText(unwritten.Message));
            return;
        }

        if (answer is not null)
        {
            Answered(DisplayText(file.Name), answer.Digit);
        }
        else
        {
            Refused(DisplayText(file.Name), DisplayText(why!));
        }
    }

    private (Answer? Answer, string? Why) Read(FileInfo file)
    {
        try
        {
            return Inbox.Refusal(file) is { } refusal ? (null, refusal) : (reader.Read(file.FullName), null);
        }
        catch (Exception unreadable) when (unreadable is SampleException or IOException or UnauthorizedAccessException)
        {
            return (null, unreadable.Message);
        }
    }

    /// <summary>Whoever puts files there chooses their names, which may steer the terminal that the log runs over.</summary>
    private static string DisplayText(string text) => JsonEncodedText.Encode(text).ToString();

    [LoggerMessage(LogLevel.Information, "watching {Folder}")]
    private partial void Watching(string folder);

    [LoggerMessage(LogLevel.Warning, "{Folder} is looked at every few seconds only: {Why}")]
    private partial void Unwatched(string folder, string why);

    [LoggerMessage(LogLevel.Critical, "{Folder} can no longer be read: {Why}")]
    private partial void Lost(string folder, string why);

    [LoggerMessage(LogLevel.Information, "{File} shows a {Digit}")]
    private partial void Answered(string file, int? digit);

    [LoggerMessage(LogLevel.Warning, "{File} cannot be read: {Why}")]
    private partial void Refused(string file, string why);

    [LoggerMessage(LogLevel.Error, "the answer to {File} cannot be written: {Why}")]
    private partial void Unwritten(string file, string why);
}
