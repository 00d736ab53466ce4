namespace MobileNetGen.Generator.Emit;

/// <summary>The names of the runtime that generated code uses: the whole contract between generator and runtime. A test holds them against the runtime.</summary>
internal static class GeneratedNames
{
    public const string KernelNamespace = "MobileNetGen.Kernels";

    public const string Runtime = "global::MobileNetGen";

    public const string CompilerServices = Runtime + ".CompilerServices";

    /// <summary>What a network's class gets, so that the class itself cannot bear the name.</summary>
    public static readonly IReadOnlyList<string> Members =
        ["Info", "Labels", "Tier", "Create", "Pack", "Summary", "Run", "RunBatch", "Profile", "SelfTest", "Dispose", "Blocks", "Tables"];
}
