using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileNetGen.Tool.Batch;

/// <summary>
/// What lies beside a part that is done: what its rows were made of, and what they add up to, so that a run that goes on neither makes nor reads
/// them again.
/// </summary>
/// <param name="Hash">The hash of the network, its weights, the options, and the names of the images.</param>
/// <param name="Images">How many rows there are.</param>
/// <param name="Errors">How many of them have no answer.</param>
/// <param name="AmongFive">How many known classes are among the best five.</param>
/// <param name="Answers">Known class, best class, how often.</param>
internal sealed record Seal(string Hash, int Images, int Errors, int AmongFive, int[][] Answers)
{
    public const string Ending = ".seal";

    public static byte[] Write(string hash, Tally tally) => JsonSerializer.SerializeToUtf8Bytes(
        new Seal(
            hash,
            tally.Images,
            tally.Errors,
            tally.AmongFive,
            [.. tally.Answers.OrderBy(answer => answer.Key).Select(answer => new[] { answer.Key.Truth, answer.Key.Best, answer.Value })]),
        SealJson.Default.Seal);

    /// <exception cref="ToolException">The file is none that <see cref="Write"/> wrote.</exception>
    public static Seal Read(string path)
    {
        try
        {
            var seal = JsonSerializer.Deserialize(File.ReadAllBytes(path), SealJson.Default.Seal);
            return seal is { Hash: not null, Answers: not null } && Array.TrueForAll(seal.Answers, answer => answer is { Length: 3 })
                ? seal
                : throw new JsonException("something is missing.");
        }
        catch (JsonException wrong)
        {
            throw new ToolException($"{path} is damaged: {wrong.Message} Delete it, and its part is made again.");
        }
    }

    public Tally Tally()
    {
        var tally = new Tally { Images = Images, Errors = Errors, AmongFive = AmongFive };
        foreach (var answer in Answers)
        {
            tally.Count((answer[0], answer[1]), answer[2]);
        }

        return tally;
    }
}

[JsonSerializable(typeof(Seal))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SealJson : JsonSerializerContext;
