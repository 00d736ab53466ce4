using System.Globalization;

namespace MobileNetGen.ServingLoad;

/// <summary>What the project promises of serving, and whether the measurements keep it.</summary>
internal static class Bars
{
    /// <param name="What">What is promised.</param>
    /// <param name="Value">What was measured, from the results.</param>
    /// <param name="Limit">What it should be at least, or at most.</param>
    /// <param name="IsMinimum">True for at least.</param>
    private sealed record Bar(string What, Func<IReadOnlyDictionary<string, double>, double> Value, double Limit, bool IsMinimum = true);

    private static readonly Bar[] s_all =
    [
        new("JPEG over REST, of the work without a server", of => of["rest rate"] / of["photos without a server"], 0.85),
        new("raw over gRPC, of the work without a server", of => of["grpc rate"] / of["runs without a server"], 0.85),
        new("JPEG over REST at 80 %: p99 / median", of => of["rest p99"] / of["rest median"], 3, IsMinimum: false),
        new("raw over gRPC at 80 %: p99 / median", of => of["grpc p99"] / of["grpc median"], 3, IsMinimum: false),
        new("JPEG over REST, of ONNX Runtime's rate", of => of["rest rate"] / of["peer rest rate"], 1.3),
        new("raw tensors, of ONNX Runtime's rate", of => of["grpc rate"] / of["peer grpc rate"], 1.3),
        new("JPEG over REST, of ONNX Runtime's memory", of => of["rest MB"] / of["peer rest MB"], 0.4, IsMinimum: false),
        new("raw tensors, of ONNX Runtime's memory", of => of["grpc MB"] / of["peer grpc MB"], 0.4, IsMinimum: false),
        new("start to the first answer, ms", of => of["start"], 100, IsMinimum: false),
        new("binary and weights, MB", of => of["files MB"], 30, IsMinimum: false),
        new("weights replaced: failed and mixed answers", of => of["failed"] + of["mixed"], 0, IsMinimum: false),
        new("weights replaced: memory at the end, of the tenth time's", of => of["end MB"] / of["tenth MB"], 1.1, IsMinimum: false),
        new("many photos on all cores, of cores times one", of => of["photos on all"] / (of["cores"] * of["photos on one"]), 0.9),
    ];

    /// <summary>Prints each bar with what was measured.</summary>
    /// <returns>True if all are met.</returns>
    public static bool Show(IReadOnlyDictionary<string, double> results)
    {
        var all = true;
        foreach (var bar in s_all)
        {
            var value = bar.Value(results);
            var isMet = bar.IsMinimum ? value >= bar.Limit : value <= bar.Limit;
            all &= isMet;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{bar.What,-58} {value,8:F2}  {(bar.IsMinimum ? '≥' : '≤')} {bar.Limit,-6:0.##} {(isMet ? "met" : "not met")}"));
        }

        return all;
    }
}
