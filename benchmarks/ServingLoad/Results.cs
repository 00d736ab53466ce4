using System.Globalization;

namespace MobileNetGen.ServingLoad;

/// <summary>What was measured, as lines of a name and a number in the file that SERVING_RESULTS names, so that several programs write into one.</summary>
internal static class Results
{
    private static readonly string? s_file = Environment.GetEnvironmentVariable("SERVING_RESULTS");

    public static void Add(string name, double value)
    {
        if (s_file is not null)
        {
            File.AppendAllText(s_file, string.Create(CultureInfo.InvariantCulture, $"{name}\t{value:R}\n"));
        }
    }

    public static IReadOnlyDictionary<string, double> Read(string file) => File.ReadLines(file)
        .Select(line => line.Split('\t'))
        .GroupBy(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture))
        .ToDictionary(group => group.Key, group => group.Last());
}
