namespace MobileNetGen.AspNetCore.Tensors;

/// <summary>Arithmetic on extents that clients choose.</summary>
internal static class Extents
{
    /// <summary>The number of elements; null if an extent is negative, or if there are more than an array could hold.</summary>
    public static int? Product(ReadOnlySpan<long> shape)
    {
        // An extent of zero makes all others harmless, as long as they are no lengths of their own.
        Int128 product = 1;
        foreach (var extent in shape)
        {
            if (extent is < 0 or > int.MaxValue)
            {
                return null;
            }

            product *= extent;
            if (product > Array.MaxLength)
            {
                return null;
            }
        }

        return (int)product;
    }
}
