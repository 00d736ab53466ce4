using MobileNetGen.DigitTraining.Augmentation;
using MobileNetGen.DigitTraining.Data;
using MobileNetGen.DigitTraining.Learning;

namespace MobileNetGen.DigitTraining.Reports;

/// <summary>All that a report says of a training.</summary>
/// <param name="About">Where the images are from and how they were split.</param>
/// <param name="Plan">How the network was trained.</param>
/// <param name="Images">Images that were learnt from.</param>
/// <param name="HeldOut">The sets that were measured.</param>
/// <param name="Parameters">Trainable parameters.</param>
/// <param name="Augmenter">What was done to the images.</param>
/// <param name="Epochs">What every epoch came to; one at least.</param>
internal sealed record TrainingRecord(
    string About,
    TrainingPlan Plan,
    int Images,
    IReadOnlyList<HeldOut> HeldOut,
    int Parameters,
    Augmenter Augmenter,
    IReadOnlyList<EpochRow> Epochs);
