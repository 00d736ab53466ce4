namespace MobileNetGen.Tool.Tests.Report;

/// <summary>Chromium without a window.</summary>
internal static class Browser
{
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(_ => new[] { "chromium-headless-shell", "chromium" }, Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>Opens a page, lets its scripts run, and gives its elements as they are then.</summary>
    public static string Elements(string page) => Run("--dump-dom", new Uri(page).AbsoluteUri);

    /// <summary>Opens a page and takes a picture of it.</summary>
    public static void Picture(string page, string png) => Run("--window-size=1200,1600", $"--screenshot={png}", new Uri(page).AbsoluteUri);

    private static string Run(params string[] args)
    {
        // Root has no sandbox in a container.
        var child = Child.Run(Program!, ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=1000", .. args]);
        return child.Exit == 0 ? child.Output : throw new InvalidOperationException($"{Program} ended with {child.Exit}: {child.Errors}");
    }
}
