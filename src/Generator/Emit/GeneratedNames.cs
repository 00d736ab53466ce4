namespace MobileNetGen.Generator.Emit;

/// <summary>
/// The names of the runtime that generated code uses: the whole contract between generator and runtime. A test holds them against the
/// runtime.
/// </summary>
internal static class GeneratedNames
{
    public const string KernelNamespace = "MobileNetGen.Kernels";

    public const string Runtime = "global::MobileNetGen";

    public const string CompilerServices = Runtime + ".CompilerServices";

    /// <summary>The attributes by which analyzers and coverage tell generated code from what people wrote.</summary>
    public static readonly string Marks = $"[global::System.CodeDom.Compiler.GeneratedCode(\"MobileNetGen\", \"{Version}\"), "
        + "global::System.Diagnostics.CodeAnalysis.ExcludeFromCodeCoverage]";

    private static string Version => typeof(GeneratedNames).Assembly.GetName().Version.ToString(3);

    /// <summary>The class that trains the network, where it can be trained.</summary>
    public const string TrainerName = "Trainer";

    /// <summary>What a network's class gets, so that the class itself cannot bear the name.</summary>
    public static readonly IReadOnlyList<string> Members =
        ["Info", "Labels", "Tier", "Create", "Pack", "Summary", "Run", "RunBatch", "RunRaw", "Profile", "SelfTest", "Dispose", "Blocks", "Tables"];
}
