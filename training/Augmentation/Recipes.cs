namespace MobileNetGen.DigitTraining.Augmentation;

/// <summary>The changes that training makes.</summary>
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
}
