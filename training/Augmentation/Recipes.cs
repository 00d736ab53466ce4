namespace MobileNetGen.Training.Augmentation;

/// <summary>The changes that the two kinds of training make.</summary>
internal static class Recipes
{
    /// <summary>Digits by many hands, pens and fonts, light on dark or dark on light.</summary>
    public static Augmenter Digits(TensorShape type) => new(type,
    [
        new StrokeWidth(Thicker: 0.4, Thinner: 0.25),
        new Warp(Rotation: 12, Shear: 0.25, Smallest: 0.8, Largest: 1.15, Stretch: 0.15, Shift: 3.0 / 28),
        new Contrast(Often: 0.3, Lift: 0.15),
        new Inversion(Often: 0.5),
    ]);

    /// <summary>Pictures of anything: small shifts, turns and scales, which change no class.</summary>
    public static Augmenter Pictures(TensorShape type) => new(type,
    [
        new Warp(Rotation: 10, Shear: 0.1, Smallest: 0.9, Largest: 1.25, Stretch: 0.1, Shift: 0.08),
    ]);
}
