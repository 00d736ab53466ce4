namespace MobileNetGen;

/// <summary>Arrays that are kept, and made anew only where more is needed.</summary>
internal static class Grown
{
    /// <summary>The beginning of an array that is long enough; what was in it may be gone.</summary>
    public static Span<T> To<T>(ref T[] array, int length)
    {
        if (array.Length < length)
        {
            array = new T[length];
        }

        return array.AsSpan(0, length);
    }
}
