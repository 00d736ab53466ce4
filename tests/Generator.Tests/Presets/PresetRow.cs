namespace MobileNetGen.Generator.Tests.Presets;

/// <summary>A network whose size somebody has published.</summary>
/// <param name="Parameters">As published: exact, or in millions with the digits that were printed; 0 if nobody did.</param>
/// <param name="CountsAll">True if non-trainable parameters are counted.</param>
/// <param name="MultiplyAdds">In millions, as published; 0 if nobody did.</param>
internal sealed record PresetRow(
    string Preset,
    string Flavor,
    double Width,
    int Resolution,
    double Parameters,
    bool CountsAll,
    double MultiplyAdds,
    string Source)
{
    private const string V1 = "paper, tables 6 and 7; Keras' `count_params()`";
    private const string V2 = "Keras' documentation of `mobilenet_v2`";
    private const string V3 = "paper, tables 3 and 4";
    private const string Keras = "Keras' `count_params()`; paper";
    private const string Torchvision = "torchvision's weights documentation; paper";
    private const string Timm = "timm's model cards";
    private const string TimmModule = "parameters of timm's module";

    public static readonly IReadOnlyList<PresetRow> All =
    [
        new("mobilenet-v1", "keras", 0.25, 224, 475_544, true, 41, V1),
        new("mobilenet-v1", "keras", 0.5, 224, 1_342_536, true, 149, V1),
        new("mobilenet-v1", "keras", 0.75, 224, 2_601_976, true, 325, V1),
        new("mobilenet-v1", "keras", 1, 224, 4_253_864, true, 569, V1),
        new("mobilenet-v1", "transformers", 1, 224, 4_253_864, true, 569, V1),
        new("mobilenet-v1", "timm", 1, 224, 4_231_976, false, 0, TimmModule),
        new("mobilenet-v1", "timm", 1.25, 224, 6_270_840, false, 0, TimmModule),
        new("mobilenet-v1", "timm-h", 1, 224, 5_282_600, false, 0, TimmModule),
        new("mobilenet-v2", "keras", 0.35, 224, 1.66e6, false, 59, V2),
        new("mobilenet-v2", "keras", 0.5, 224, 1.95e6, false, 97, V2),
        new("mobilenet-v2", "keras", 0.75, 224, 2.61e6, false, 209, V2),
        new("mobilenet-v2", "keras", 1, 224, 3_538_984, true, 300, Keras),
        new("mobilenet-v2", "keras", 1.3, 224, 5.34e6, false, 509, V2),
        new("mobilenet-v2", "keras", 1.4, 224, 6.06e6, false, 582, V2),
        new("mobilenet-v2", "torchvision", 1, 224, 3_504_872, false, 300, Torchvision),
        new("mobilenet-v2", "timm", 0.35, 224, 1_677_128, false, 0, TimmModule),
        new("mobilenet-v2", "timm", 1, 224, 3_504_872, false, 300, TimmModule),
        new("mobilenet-v3-large", "keras", 0.75, 224, 4.0e6, false, 155, V3),
        new("mobilenet-v3-large", "keras", 1, 224, 5_507_432, true, 217, Keras),
        new("mobilenet-v3-large", "torchvision", 0.75, 224, 0, false, 0, "–"),
        new("mobilenet-v3-large", "torchvision", 1, 224, 5_483_032, false, 217, Torchvision),
        new("mobilenet-v3-large", "timm", 1, 224, 5_483_032, false, 217, TimmModule),
        new("mobilenet-v3-large", "timm-tf", 1, 224, 5_483_032, false, 217, TimmModule),
        new("mobilenet-v3-large", "timm-rw", 1, 224, 5_479_918, false, 0, TimmModule),
        new("mobilenet-v3-large-minimalistic", "keras", 1, 224, 3.9e6, false, 209, "Keras' documentation of `mobilenet_v3`"),
        new("mobilenet-v3-large-minimalistic", "timm-tf", 1, 224, 3.92e6, false, 0, Timm),
        new("mobilenet-v3-small", "keras", 0.75, 224, 2.0e6, false, 44, V3),
        new("mobilenet-v3-small", "keras", 1, 224, 2_554_968, true, 56, Keras),
        new("mobilenet-v3-small", "torchvision", 0.75, 224, 0, false, 0, "–"),
        new("mobilenet-v3-small", "torchvision", 1, 224, 2_542_856, false, 56, Torchvision),
        new("mobilenet-v3-small", "timm", 0.5, 224, 1_593_224, false, 0, TimmModule),
        new("mobilenet-v3-small", "timm", 1, 224, 2_542_856, false, 56, TimmModule),
        new("mobilenet-v3-small", "timm-tf", 1, 224, 2_542_856, false, 56, TimmModule),
        new("mobilenet-v3-small-minimalistic", "keras", 1, 224, 2.0e6, false, 0, "Keras' documentation of `mobilenet_v3`"),
        new("mobilenet-v3-small-minimalistic", "timm-tf", 1, 224, 2_044_736, false, 0, TimmModule),
        new("mobilenet-v4-conv-small", "timm", 1, 224, 3_774_024, false, 190, Timm),
        new("mobilenet-v4-conv-medium", "timm", 1, 224, 9_715_512, false, 840, Timm),
        new("mobilenet-v4-conv-large", "timm", 1, 256, 32_590_864, false, 2860, Timm),
    ];

    /// <summary>Whether no more than hundredths of millions were printed.</summary>
    public bool IsRounded => Parameters % 10_000 == 0;

    public string Description =>
        FormattableString.Invariant($$"""{ "preset": "{{Preset}}", "flavor": "{{Flavor}}", "width": {{Width}}, "resolution": {{Resolution}} }""");

    public override string ToString() => FormattableString.Invariant($"{Preset} {Flavor} {Width}");
}
