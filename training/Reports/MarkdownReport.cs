using System.Globalization;
using System.Text;
using MobileNetGen.DigitTraining.Learning;

namespace MobileNetGen.DigitTraining.Reports;

/// <summary>A training as a page of Markdown.</summary>
internal static class MarkdownReport
{
    public static string Write(TrainingRecord record, string picture)
    {
        var plan = record.Plan;
        var last = record.Epochs[^1];
        var page = new StringBuilder();
        Line(page, $"# Training of {DigitsNetwork.Info.Name}");
        Line(page, $"");
        Line(page, $"{record.About}");
        Line(page, $"");
        Line(page, $"| held out | images | loss | accuracy |");
        Line(page, $"|---|--:|--:|--:|");
        for (var index = 0; index < record.HeldOut.Count; index++)
        {
            var (images, result) = (record.HeldOut[index], last.HeldOut[index]);
            Line(page, $"| {images.Name} | {images.Images.Count:N0} | {result.Loss:F4} | {100 * result.Accuracy:F2} % |");
        }

        Line(page, $"");
        Line(page, $"![Loss and accuracy]({picture})");
        Line(page, $"");
        Line(page, $"- {record.Images:N0} images to learn from, {record.Parameters:N0} trainable parameters");
        var rate = FormattableString.Invariant($"learning rate {plan.Rate} with {TrainingPlan.WarmUpEpochs} epochs of warm-up, then along a cosine to 0");
        var decay = FormattableString.Invariant($"weight decay {TrainingPlan.WeightDecay} on kernels");
        var loss = FormattableString.Invariant($"{decay}; label smoothing {TrainingPlan.Smoothing}, which the loss of what is held out is without");
        Line(page, $"- {plan.Epochs} epochs, batches of {plan.BatchSize}; AdamW, {rate}; {loss}");
        Line(page, $"- seed {plan.Seed}; the result does not depend on the number of threads ({plan.Threads} here)");
        Line(page, $"- {record.Epochs.Sum(epoch => epoch.Seconds) / 60:F1} minutes");
        foreach (var change in record.Augmenter.Changes)
        {
            Line(page, $"- augmentation: `{change}`");
        }

        Line(page, $"");
        Line(page, $"The weights are those of the last epoch: no epoch was chosen by the held-out images. Accuracy in training is that on augmented images.");
        Line(page, $"");
        Epochs(page, record);
        return page.ToString();
    }

    private static void Epochs(StringBuilder page, TrainingRecord record)
    {
        Line(page, $"| epoch | learning rate | loss | accuracy | {string.Join(" | ", record.HeldOut.Select(set => set.Name))} |");
        Line(page, $"|--:|--:|--:|--:|{string.Concat(record.HeldOut.Select(_ => "--:|"))}");
        foreach (var (epoch, measured, _) in record.Epochs)
        {
            var heldOut = measured.Select(set => string.Create(CultureInfo.InvariantCulture, $"{100 * set.Accuracy:F2} %"));
            Line(
                page,
                $"| {epoch.Epoch} | {epoch.Rate:G3} | {epoch.Training.Loss:F4} | {100 * epoch.Training.Accuracy:F2} % | {string.Join(" | ", heldOut)} |");
        }
    }

    private static void Line(StringBuilder page, FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
