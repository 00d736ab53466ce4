using System.Text.Json;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>In which type a layer computes, and how its kernel is kept.</summary>
/// <param name="Name">Keras' name of the policy.</param>
internal sealed record KerasPolicy(string Name)
{
    private static readonly string[] s_floats = ["float32", "float64", "float16", "bfloat16", "mixed_float16", "mixed_bfloat16"];

    /// <summary>A type's name, or an object with one in it; a layer of none computes in float32.</summary>
    public static KerasPolicy Of(JsonElement config) => new(config.Find("dtype") switch
    {
        null => "float32",
        { ValueKind: JsonValueKind.String } name => name.GetString()!,
        { } policy when policy.Find("config")?.FindText("mode") is { } mode => mode,
        { } policy => policy.Find("config")?.FindText("name") ?? policy.DisplayText(),
    });

    /// <summary>"int8", or "int4/128" in files of later versions: how the kernel is kept.</summary>
    private string Mode => Name.Split('/', '_')[0];

    public bool IsInt8 => Mode == "int8";

    public bool IsInt4 => Mode == "int4";

    /// <summary>What belongs to a kernel of integers.</summary>
    public IReadOnlyList<string> Scales => Mode switch
    {
        "int8" => ["kernel_scale"],
        "int4" => ["kernel_scale", "kernel_zero", "g_idx"],
        _ => [],
    };

    /// <exception cref="ToolException">The layer computes in no type that floats of 32 bits can stand for.</exception>
    public void Require()
    {
        if (!s_floats.Contains(Name) && !IsInt8 && !IsInt4)
        {
            throw new ToolException($"its dtype is {Name}; {string.Join(", ", s_floats)}, int8 and int4 are accepted: save the model before it is quantised.");
        }
    }
}
