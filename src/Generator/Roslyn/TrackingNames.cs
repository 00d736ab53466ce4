namespace MobileNetGen.Generator.Roslyn;

/// <summary>The stages that tests watch for needless work.</summary>
internal static class TrackingNames
{
    public const string Files = nameof(Files);

    public const string Declarations = nameof(Declarations);

    public const string Networks = nameof(Networks);

    public const string Kernels = nameof(Kernels);
}
