namespace MobileNetGen.Generator.Emit;

/// <summary>Where the names of a network's classes are when the program runs.</summary>
/// <param name="Name">The file's name beside the program, or the resource's.</param>
/// <param name="IsEmbedded">True for a resource of the assembly.</param>
internal sealed record LabelsFile(string Name, bool IsEmbedded);
