using MobileNetGen.Tool.Report;

namespace MobileNetGen.Tool.Learning;

/// <summary>The images that the network is the surest about, and wrong.</summary>
internal static class MistakesSection
{
    private const int MaxMistakes = 24;
    private const int Side = 150;

    public static void Write(LabelledExamples labelled, Answers answers, Markup page)
    {
        var mistakes = answers.Numbers.Zip(answers.Scores)
            .Where(answer => Answers.BestOf(answer.Second) != labelled.ClassOf(answer.First))
            .OrderBy(answer => answer.Second[labelled.ClassOf(answer.First)])
            .Take(MaxMistakes)
            .ToList();
        page.Line($"<h2>The worst mistakes</h2>");
        if (mistakes.Count == 0)
        {
            page.Line($"<p class=\"dim\">There are none.</p>");
            return;
        }

        page.Line($"<div class=\"mistakes\">");
        foreach (var (number, scores) in mistakes)
        {
            var (example, said, truth) = (labelled.Examples[number], Answers.BestOf(scores), labelled.ClassOf(number));
            page.Line(
                $"<figure><img alt=\"\" src=\"data:image/png;base64,{Convert.ToBase64String(Thumbnail(example.Path))}\"><figcaption>",
                $"<b>{Markup.Text(labelled.Names[truth])}</b> ({Sizes.Percent(scores[truth])}), taken for ",
                $"<b>{Markup.Text(labelled.Names[said])}</b> ({Sizes.Percent(scores[said])})<br>",
                $"<span class=\"dim\">{Markup.Text(example.Name)}</span></figcaption></figure>");
        }

        page.Line($"</div>");
    }

    private static byte[] Thumbnail(string path)
    {
        var image = ReadPictures.Load(path);
        var scale = Math.Min(1, (double)Side / Math.Max(image.Width, image.Height));
        return PngWriter.Write(new Picture(image.Width, image.Height, image.Pixels.ToArray())
            .Resized(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale))));
    }
}
