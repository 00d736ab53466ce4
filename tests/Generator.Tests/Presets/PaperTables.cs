namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>The bodies of the networks, copied by hand from the papers.</summary>
internal static class PaperTables
{
    /// <summary>Howard et al., arXiv:1704.04861, table 1, with ReLU6 as both authors and Keras have it.</summary>
    public const string V1 = """
        conv      3   32 relu6 2
        separable 3   64 relu6 1
        separable 3  128 relu6 2
        separable 3  128 relu6 1
        separable 3  256 relu6 2
        separable 3  256 relu6 1
        separable 3  512 relu6 2
        separable 3  512 relu6 1
        separable 3  512 relu6 1
        separable 3  512 relu6 1
        separable 3  512 relu6 1
        separable 3  512 relu6 1
        separable 3 1024 relu6 2
        separable 3 1024 relu6 1
        """;

    /// <summary>Sandler et al., arXiv:1801.04381, table 2, each repetition a row.</summary>
    public const string V2 = """
        conv  3      32   relu6 2
        bneck 3  32  16 - relu6 1
        bneck 3  96  24 - relu6 2
        bneck 3 144  24 - relu6 1
        bneck 3 144  32 - relu6 2
        bneck 3 192  32 - relu6 1
        bneck 3 192  32 - relu6 1
        bneck 3 192  64 - relu6 2
        bneck 3 384  64 - relu6 1
        bneck 3 384  64 - relu6 1
        bneck 3 384  64 - relu6 1
        bneck 3 384  96 - relu6 1
        bneck 3 576  96 - relu6 1
        bneck 3 576  96 - relu6 1
        bneck 3 576 160 - relu6 2
        bneck 3 960 160 - relu6 1
        bneck 3 960 160 - relu6 1
        bneck 3 960 320 - relu6 1
        conv  1    1280   relu6 1
        """;

    /// <summary>Howard et al., arXiv:1905.02244, table 1; a quarter of the expanded channels in squeeze-and-excite (section 5.3), as a multiple of 8.</summary>
    public const string V3Large = """
        conv  3      16     hardSwish 2
        bneck 3  16  16   - relu      1
        bneck 3  64  24   - relu      2
        bneck 3  72  24   - relu      1
        bneck 5  72  40  24 relu      2
        bneck 5 120  40  32 relu      1
        bneck 5 120  40  32 relu      1
        bneck 3 240  80   - hardSwish 2
        bneck 3 200  80   - hardSwish 1
        bneck 3 184  80   - hardSwish 1
        bneck 3 184  80   - hardSwish 1
        bneck 3 480 112 120 hardSwish 1
        bneck 3 672 112 168 hardSwish 1
        bneck 5 672 160 168 hardSwish 2
        bneck 5 960 160 240 hardSwish 1
        bneck 5 960 160 240 hardSwish 1
        conv  1     960     hardSwish 1
        """;

    /// <summary>The same paper's table 2.</summary>
    public const string V3Small = """
        conv  3      16     hardSwish 2
        bneck 3  16  16   8 relu      2
        bneck 3  72  24   - relu      2
        bneck 3  88  24   - relu      1
        bneck 5  96  40  24 hardSwish 2
        bneck 5 240  40  64 hardSwish 1
        bneck 5 240  40  64 hardSwish 1
        bneck 5 120  48  32 hardSwish 1
        bneck 5 144  48  40 hardSwish 1
        bneck 5 288  96  72 hardSwish 2
        bneck 5 576  96 144 hardSwish 1
        bneck 5 576  96 144 hardSwish 1
        conv  1     576     hardSwish 1
        """;

    /// <summary>timm/models/mobilenetv3.py, <c>_gen_mobilenet_v3_rw</c>: exact quarters, and the block's own activation after them.</summary>
    public const string V3Rw = """
        conv  3      16     hardSwish 2
        depthwise 3/1 [1,1,1,1] 16 bn 0.001 relu
        conv 1/1 [0,0,0,0] 16→16 bn 0.001
        bneck 3  64  24   - relu      2
        bneck 3  72  24   - relu      1
        bneck 5  72  40  18 relu      2
        bneck 5 120  40  30 relu      1
        bneck 5 120  40  30 relu      1
        bneck 3 240  80   - hardSwish 2
        bneck 3 200  80   - hardSwish 1
        bneck 3 184  80   - hardSwish 1
        bneck 3 184  80   - hardSwish 1
        bneck 3 480 112 120:hardSwish hardSwish 1
        bneck 3 672 112 168:hardSwish hardSwish 1
        bneck 5 672 160 168:hardSwish hardSwish 2
        bneck 5 960 160 240:hardSwish hardSwish 1
        bneck 5 960 160 240:hardSwish hardSwish 1
        conv  1     960     hardSwish 1
        """;

    /// <summary>Qin et al., arXiv:2404.10518, appendix, Conv-S; timm/models/mobilenetv3.py, <c>_gen_mobilenet_v4</c>.</summary>
    public const string V4Small = """
        conv 3      32 relu 2
        conv 3      32 relu 2
        conv 1      32 relu 1
        conv 3      96 relu 2
        conv 1      64 relu 1
        uib 5 5 192  96 relu 2
        uib 0 3 192  96 relu 1
        uib 0 3 192  96 relu 1
        uib 0 3 192  96 relu 1
        uib 0 3 192  96 relu 1
        uib 3 0 384  96 relu 1
        uib 3 3 576 128 relu 2
        uib 5 5 512 128 relu 1
        uib 0 5 512 128 relu 1
        uib 0 5 384 128 relu 1
        uib 0 3 512 128 relu 1
        uib 0 3 512 128 relu 1
        conv 1     960 relu 1
        """;

    /// <summary>The same for Conv-M.</summary>
    public const string V4Medium = """
        conv  3        32 relu 2
        fused 3   128  48 relu 2
        uib 3 5   192  80 relu 2
        uib 3 3   160  80 relu 1
        uib 3 5   480 160 relu 2
        uib 3 3   640 160 relu 1
        uib 3 3   640 160 relu 1
        uib 3 5   640 160 relu 1
        uib 3 3   640 160 relu 1
        uib 3 0   640 160 relu 1
        uib 0 0   320 160 relu 1
        uib 3 0   640 160 relu 1
        uib 5 5   960 256 relu 2
        uib 5 5  1024 256 relu 1
        uib 3 5  1024 256 relu 1
        uib 3 5  1024 256 relu 1
        uib 0 0  1024 256 relu 1
        uib 3 0  1024 256 relu 1
        uib 3 5   512 256 relu 1
        uib 5 5  1024 256 relu 1
        uib 0 0  1024 256 relu 1
        uib 0 0  1024 256 relu 1
        uib 5 0   512 256 relu 1
        conv  1       960 relu 1
        """;

    /// <summary>The same for Conv-L.</summary>
    public const string V4Large = """
        conv  3        24 relu 2
        fused 3    96  48 relu 2
        uib 3 5   192  96 relu 2
        uib 3 3   384  96 relu 1
        uib 3 5   384 192 relu 2
        uib 3 3   768 192 relu 1
        uib 3 3   768 192 relu 1
        uib 3 3   768 192 relu 1
        uib 3 5   768 192 relu 1
        uib 5 3   768 192 relu 1
        uib 5 3   768 192 relu 1
        uib 5 3   768 192 relu 1
        uib 5 3   768 192 relu 1
        uib 5 3   768 192 relu 1
        uib 3 0   768 192 relu 1
        uib 5 5   768 512 relu 2
        uib 5 5  2048 512 relu 1
        uib 5 5  2048 512 relu 1
        uib 5 5  2048 512 relu 1
        uib 5 0  2048 512 relu 1
        uib 5 3  2048 512 relu 1
        uib 5 0  2048 512 relu 1
        uib 5 0  2048 512 relu 1
        uib 5 3  2048 512 relu 1
        uib 5 5  2048 512 relu 1
        uib 5 0  2048 512 relu 1
        uib 5 0  2048 512 relu 1
        uib 5 0  2048 512 relu 1
        conv  1       960 relu 1
        """;

    /// <summary>
    /// Minimalistic networks have table 1's and 2's widths without squeeze-and-excite, hard-swish and 5×5 kernels:
    /// the arguments of keras/src/applications/mobilenet_v3.py, <c>MobileNetV3</c>, under <c>if minimalistic</c>.
    /// </summary>
    public static string Minimalistic(string table) => string.Join('\n', table.Split('\n').Select(row =>
    {
        var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return cells[0] == "conv" ? $"conv {cells[1]} {cells[2]} relu {cells[4]}" : $"bneck 3 {cells[2]} {cells[3]} - relu {cells[6]}";
    }));
}
