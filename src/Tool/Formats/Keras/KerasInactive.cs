namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Keras' layers that do nothing but in training.</summary>
internal static class KerasInactive
{
    private const string Rates = "rate~ stddev~ seed~ noise_shape~ data_format~ l1~ l2~";

    private const string Changes = "factor~ scale~ mode~ seed~ data_format~ value_range~ fill_mode~ fill_value~ interpolation~ height_factor~ width_factor~ "
        + "x_factor~ y_factor~ lower~ upper~ alpha~ kernel_size~ sigma~ "
        + "brightness_factor~ contrast_factor~ saturation_factor~ hue_factor~ num_ops~ magnitude~ magnitude_stddev~ rate~ geometric~ num_chains~ "
        + "chain_depth~ all_ops~ bounding_box_format~";

    private static readonly string[] s_identities = ["ActivityRegularization", "Identity"];

    private static readonly string[] s_noise = ["AlphaDropout", "Dropout", "GaussianDropout", "GaussianNoise", "SpatialDropout1D", "SpatialDropout2D"];

    private static readonly string[] s_augmentations =
    [
        "AugMix", "CutMix", "MixUp", "RandAugment", "RandomBrightness", "RandomColorDegeneration", "RandomColorJitter", "RandomContrast",
        "RandomElasticTransform", "RandomErasing", "RandomFlip", "RandomGaussianBlur", "RandomGrayscale", "RandomHeight", "RandomHue", "RandomInvert",
        "RandomPerspective", "RandomPosterization", "RandomRotation", "RandomSaturation", "RandomSharpness", "RandomShear", "RandomTranslation",
        "RandomWidth", "RandomZoom",
    ];

    public static IEnumerable<KerasKind> Kinds =>
    [
        .. s_noise.Select(name => new KerasKind(name, Rates, layer => layer.Input) { Training = KerasTraining.Random }),
        .. s_augmentations.Select(name => new KerasKind(name, Changes, layer => layer.Input) { Training = KerasTraining.Augmentation, TakesIntegers = true }),
        .. s_identities.Select(name => new KerasKind(name, Rates, layer => layer.Input) { TakesIntegers = true }),
    ];
}
