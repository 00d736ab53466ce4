using MobileNetGen.Tool.Verification;

namespace MobileNetGen.Tool.Results;

/// <summary>What <c>verify --json</c> tells.</summary>
/// <param name="Against">What was compared with, in words.</param>
/// <param name="Tolerance">The largest difference that passes, as a part of the range of what is expected.</param>
/// <param name="Agrees">Whether all did.</param>
internal sealed record VerifyResult(string Against, double Tolerance, bool Agrees, IReadOnlyList<VerifiedResult> Networks);

/// <param name="Network">Its name where there are several, or null.</param>
/// <param name="Samples">How many inputs it ran on.</param>
/// <param name="Departs">The first tensor that differs by more than the tolerance, or null.</param>
/// <param name="Tensors">Of each tensor the largest difference in all samples, in the order of the network.</param>
internal sealed record VerifiedResult(string? Network, int Samples, Difference? Departs, IReadOnlyList<Difference> Tensors);
