using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore;
using MobileNetGen.Tests;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Weights that change while requests run.</summary>
public sealed class ReplacementTests
{
    private const int Pixels = 28 * 28;
    private const int Weights = 5;

    private static readonly CancellationToken s_stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_under_way_is_of_one_set_of_weights_and_none_fails()
    {
        await using var server = await DigitsServer.Start(("Serving:Networks:digits:AllowOtherWeights", "true"));
        var served = server.Services.GetRequiredService<ServedNetwork<DigitsNetwork>>();
        var expected = Enumerable.Range(0, Weights).Select(Scores).Append(
            Scores(WeightSource.FromFile(DigitsServer.Weights))).ToHashSet(StringComparer.Ordinal);
        using var over = new CancellationTokenSource();
        var clients = Enumerable.Range(0, 4).Select(_ => Task.Run(() => Ask(served, expected, over.Token), s_stop)).ToArray();
        for (var round = 0; round < 4; round++)
        {
            for (var seed = 0; seed < Weights; seed++)
            {
                served.Replace(WeightSource.CreateRandom(seed));
            }
        }

        await over.CancelAsync();
        Assert.All(await Task.WhenAll(clients), Assert.Empty);
        Assert.Equal(Scores(Weights - 1), Scores(served));
    }

    [Fact]
    public async Task A_bad_file_changes_nothing_and_a_good_one_is_found_by_looking()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("weights.bin", Packed(1));
        await using var server = await DigitsServer.Start(("Serving:Networks:digits:Weights", path), ("Serving:Networks:digits:WatchSeconds", "0.05"));
        var served = server.Services.GetRequiredService<ServedNetwork<DigitsNetwork>>();
        Assert.Equal(Scores(1), Scores(served));

        Rename(folder, path, [.. Packed(2).Take(100_000)]);
        Assert.Throws<WeightException>(() => served.Replace(WeightSource.FromFile(path)));
        Assert.Equal(Scores(1), Scores(served));

        Rename(folder, path, Packed(3));
        using var late = CancellationTokenSource.CreateLinkedTokenSource(s_stop);
        late.CancelAfter(TimeSpan.FromMinutes(2));
        while (Scores(served) != Scores(3))
        {
            await Task.Delay(20, late.Token);
        }
    }

    [Fact]
    public async Task Who_rented_a_network_keeps_it_when_its_weights_are_replaced()
    {
        await using var server = await DigitsServer.Start(("Serving:Networks:digits:AllowOtherWeights", "true"));
        var served = server.Services.GetRequiredService<ServedNetwork<DigitsNetwork>>();
        var lease = served.Rent();
        var before = Scores(lease.Network);
        served.Replace(WeightSource.CreateRandom(1));
        Assert.Equal(before, Scores(lease.Network));
        lease.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Scores(lease.Network));
        Assert.Equal(Scores(1), Scores(served));
    }

    private static List<string> Ask(ServedNetwork<DigitsNetwork> served, HashSet<string> expected, CancellationToken over)
    {
        var others = new List<string>();
        while (!over.IsCancellationRequested)
        {
            if (Scores(served) is var scores && !expected.Contains(scores))
            {
                others.Add(scores);
            }
        }

        return others;
    }

    private static void Rename(TemporaryFolder folder, string path, byte[] bytes) => File.Move(folder.File("next.bin", bytes), path, overwrite: true);

    private static byte[] Packed(int seed)
    {
        using var packed = new MemoryStream();
        DigitsNetwork.Pack(WeightSource.CreateRandom(seed), packed);
        return packed.ToArray();
    }

    private static string Scores(int seed) => Scores(WeightSource.CreateRandom(seed));

    private static string Scores(WeightSource weights)
    {
        using var network = DigitsNetwork.Create(weights, new NetworkOptions { AllowOtherWeights = true });
        return Scores(network);
    }

    private static string Scores(ServedNetwork<DigitsNetwork> served)
    {
        using var lease = served.Rent();
        return Scores(lease.Network);
    }

    private static string Scores(DigitsNetwork network)
    {
        var scores = new float[10];
        network.Run([.. Enumerable.Range(0, Pixels).Select(index => (float)Math.Sin(index))], scores);
        return string.Join(' ', scores.Select(BitConverter.SingleToUInt32Bits));
    }
}
