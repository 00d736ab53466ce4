using System.Buffers.Binary;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using MobileNetGen.AspNetCore;
using MobileNetGen.Imaging;
using Xunit;

namespace MobileNetGen.Serving.Tests.Networks;

/// <summary>Images of requests share memory, which one huge image does not keep.</summary>
public sealed class ImageMemoryTests
{
    private const int HugeSide = 2100;

    [Fact]
    public async Task A_huge_image_leaves_no_memory_whatever_it_was_made_smaller_to()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var server = await ServedApplication.Start(
            services => services.AddMobileNet<UnsignedNetwork>(options =>
            {
                options.UseWeights(WeightSource.CreateRandom(3));
                options.PrepareImage = _ => new RgbImage(8, 8, new byte[8 * 8 * 3]);
            }),
            app => app.MapClassify<UnsignedNetwork>("/classify"));
        await Classify(16);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await Classify(HugeSide);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, HugeSide * HugeSide * 3 / 2);

        async Task Classify(int side)
        {
            using var response = await server.Client.PostAsync("classify", new ByteArrayContent(Bmp(side)), stop);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(stop));
        }
    }

    /// <summary>A black square of one bit a pixel, so that the file is small.</summary>
    private static byte[] Bmp(int side)
    {
        const int Header = 54;
        const int Palette = 2 * 4;
        var row = (side + 31) / 32 * 4;
        var file = new byte[Header + Palette + (row * side)];
        (file[0], file[1]) = ((byte)'B', (byte)'M');
        foreach (var (offset, value) in ((int, int)[])[(2, file.Length), (10, Header + Palette), (14, 40), (18, side), (22, side), (26, (1 << 16) | 1)])
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(offset), value);
        }

        return file;
    }
}
