using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace MobileNetGen.Tests;

/// <summary>Chromium without a window.</summary>
internal static partial class Browser
{
    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(_ => new[] { "chromium-headless-shell", "chromium" }, Path.Combine)
        .FirstOrDefault(File.Exists);

    /// <summary>What its scripts have for what they wait for, unless more is said.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>Opens a page, lets its scripts run, and gives its elements as they are then.</summary>
    /// <param name="page">The page's file or address.</param>
    /// <param name="patience">What the scripts may take where they wait for more than themselves.</param>
    public static string Elements(string page, TimeSpan? patience = null) => Run(patience ?? s_patience, "--dump-dom", new Uri(page).AbsoluteUri);

    /// <summary>Opens a page, and asks it.</summary>
    /// <param name="page">The page.</param>
    /// <param name="width">Of the window, in pixels.</param>
    /// <param name="question">An expression in JavaScript, after what is done to the page before.</param>
    /// <param name="dark">Whether the reader wants dark pages.</param>
    public static string Ask(string page, int width, string question, bool dark = false)
    {
        var asked = Path.ChangeExtension(page, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture) + ".html");
        File.WriteAllText(asked, File.ReadAllText(page).Replace(
            "</body>",
            $"<script>addEventListener('load', () => document.documentElement.setAttribute('answer', (() => {{ {question} }})()));</script></body>",
            StringComparison.Ordinal));
        var elements = Run(
            s_patience,
            "--dump-dom",
            string.Create(CultureInfo.InvariantCulture, $"--window-size={width},900"),
            $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}",
            new Uri(asked).AbsoluteUri);
        return WebUtility.HtmlDecode(Answer().Match(elements).Groups["answer"].Value);
    }

    /// <summary>Opens a page and takes a picture of it.</summary>
    public static void Picture(
        string page, string png, int width = 1200, int height = 1600, bool dark = false, string place = "", TimeSpan? patience = null) => Run(
        patience ?? s_patience,
        string.Create(CultureInfo.InvariantCulture, $"--window-size={width},{height}"),
        "--hide-scrollbars",
        $"--blink-settings=preferredColorScheme={(dark ? 0 : 1)}",
        $"--screenshot={png}",
        new Uri(page).AbsoluteUri + place);

    private static string Run(TimeSpan patience, params string[] args)
    {
        // Root has no sandbox in a container.
        var budget = string.Create(CultureInfo.InvariantCulture, $"--virtual-time-budget={patience.TotalMilliseconds}");
        var child = Child.Run(Program!, ["--headless", "--no-sandbox", "--disable-gpu", budget, .. args]);
        return child.Exit == 0 ? child.Output : throw new InvalidOperationException($"{Program} ended with {child.Exit}: {child.Errors}");
    }

    [GeneratedRegex("<html[^>]* answer=\"(?<answer>[^\"]*)\"")]
    private static partial Regex Answer();
}
