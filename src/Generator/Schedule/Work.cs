namespace MobileNetGen.Generator.Schedule;

/// <summary>
/// An operation's work as a matrix product, for the schedule: <paramref name="Run"/> pixels in a row of memory that one tile may cover,
/// <paramref name="Columns"/> outputs of each, summed over <paramref name="Depth"/> products.
/// </summary>
internal sealed record MatrixWork(int Run, int Columns, int Depth);
