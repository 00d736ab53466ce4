using System.Globalization;
using Xunit;

namespace MobileNetGen.Runtime.Tests.Results;

public sealed class SummaryTableTests
{
    private static readonly NetworkInfo s_info = new()
    {
        Name = "Tiny",
        Inputs = [new TensorInfo { Name = "input", Shape = new TensorShape(8, 8, 3) }],
        Outputs = [new TensorInfo { Name = "output", Shape = new TensorShape(1, 1, 1000) }],
        Layers =
        [
            new LayerInfo
            {
                Name = "conv",
                Kind = "conv 3×3 stride 2",
                Output = new TensorShape(4, 4, 32),
                Parameters = 1024,
                NonTrainableParameters = 64,
                MultiplyAdds = 1_234_567,
                Padding = "0, 1, 0, 1",
                Activation = "relu",
                FoldedLayers = ["bn", "act"],
                Memory = "arena 4,096",
            },
            new LayerInfo { Name = "fc", Kind = "dense", Output = new TensorShape(
                1,
                1,
                1000), Parameters = 33_000, MultiplyAdds = 32_000, Memory = "output 0" },
        ],
        Blocks =
        [
            new BlockInfo { Description = "conv", MultiplyAdds = 1_234_567, Schedule = "workers share rows" },
            new BlockInfo { Description = "fc", MultiplyAdds = 32_000 },
        ],
        ArenaBytes = 4096,
        ScratchBytes = 2048,
        WeightsBytes = 1_000_000_000_000,
    };

    [Fact]
    public void A_head_names_the_network_and_the_columns_between_rules()
    {
        var lines = s_info.ToTable().Split('\n');
        Assert.Equal("Tiny", lines[0]);
        Assert.Equal("layer  kind               output  parameters  multiply-adds  padding     activation  folded   memory", lines[2]);
        Assert.All([lines[1], lines[3], lines[6]], rule => Assert.Equal(new string('─', lines[4].Length), rule));
    }

    [Fact]
    public void A_schedule_stands_below_its_block() =>
        Assert.Equal("  1  conv\n     workers share rows\n  2  fc\n", s_info.ToSchedule());

    [Fact]
    public void Numbers_are_grouped_and_end_in_one_column()
    {
        var lines = s_info.ToTable().Split('\n');
        Assert.Equal("conv   conv 3×3 stride 2  4×4×32       1,024      1,234,567  0, 1, 0, 1  relu        bn, act  arena 4,096", lines[4]);
        Assert.Equal("fc     dense              1,000       33,000         32,000                                   output 0", lines[5]);
    }

    [Fact]
    public void Totals_follow_the_layers()
    {
        var text = s_info.ToTable();
        Assert.EndsWith(
            "parameters      34,024\ntrainable       33,960\nnon-trainable   64\nmultiply-adds   1,266,567\narena           4,096 bytes\nscratch         "
                + "2,048 bytes a thread\npacked weights  1,000,000,000,000 bytes\n",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Another_culture_changes_nothing()
    {
        var expected = s_info.ToTable();
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberGroupSeparator, other.NumberFormat.NumberGroupSizes, other.NumberFormat.NegativeSign) = ("'", [2], "~");
        try
        {
            CultureInfo.CurrentCulture = other;
            Assert.Equal("1'23", $"{123:N0}");
            Assert.Equal(expected, s_info.ToTable());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
