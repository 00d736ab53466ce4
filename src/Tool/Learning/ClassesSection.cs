using MobileNetGen.Tool.Report;

namespace MobileNetGen.Tool.Learning;

/// <summary>How each class is recognised, and what it is taken for.</summary>
internal static class ClassesSection
{
    /// <summary>A matrix of more would fit no page.</summary>
    private const int ClassesOfAMatrix = 40;

    private const int PairsAtMost = 40;

    public static void Write(LabelledExamples labelled, Answers answers, Markup page)
    {
        var counts = new Dictionary<(int Truth, int Said), int>();
        foreach (var (number, scores) in answers.Numbers.Zip(answers.Scores))
        {
            var pair = (labelled.ClassOf(number), Answers.BestOf(scores));
            counts[pair] = counts.GetValueOrDefault(pair) + 1;
        }

        page.Line(
            $"<h2>Each class</h2><p class=\"dim\">Precision: how many of the images that are called so are. ",
            $"Recall: how many of those that are, are called so.</p>");
        page.Line($"<table><tr><th>class</th><th>images</th><th>right</th><th>precision</th><th>recall</th></tr>");
        for (var index = 0; index < labelled.Names.Count; index++)
        {
            var right = counts.GetValueOrDefault((index, index));
            var truth = counts.Where(pair => pair.Key.Truth == index).Sum(pair => pair.Value);
            var said = counts.Where(pair => pair.Key.Said == index).Sum(pair => pair.Value);
            page.Line(
                $"<tr><td>{Markup.Text(labelled.Names[index])}</td><td>{truth}</td><td>{right}</td>",
                $"<td>{Share(right, said)}</td><td>{Share(right, truth)}</td></tr>");
        }

        page.Line($"</table>");
        if (labelled.Names.Count <= ClassesOfAMatrix)
        {
            Matrix(labelled.Names, counts, page);
        }
        else
        {
            Pairs(labelled.Names, counts, page);
        }
    }

    private static void Matrix(IReadOnlyList<string> names, Dictionary<(int Truth, int Said), int> counts, Markup page)
    {
        page.Line($"<h2>What is taken for what</h2><table class=\"matrix\"><tr><th>is \\ taken for</th>");
        foreach (var name in names)
        {
            page.Line($"<th>{Markup.Text(name)}</th>");
        }

        page.Line($"</tr>");
        for (var truth = 0; truth < names.Count; truth++)
        {
            var all = Math.Max(1, counts.Where(pair => pair.Key.Truth == truth).Sum(pair => pair.Value));
            page.Line($"<tr><td>{Markup.Text(names[truth])}</td>");
            for (var said = 0; said < names.Count; said++)
            {
                var count = counts.GetValueOrDefault((truth, said));
                var colour = truth == said ? "79 124 172" : "194 65 12";
                page.Line($"<td style=\"background:rgb({colour} / {(double)count / all:F2})\">{(count == 0 ? "·" : Markup.Count(count))}</td>");
            }

            page.Line($"</tr>");
        }

        page.Line($"</table>");
    }

    private static void Pairs(IReadOnlyList<string> names, Dictionary<(int Truth, int Said), int> counts, Markup page)
    {
        page.Line($"<h2>What is taken for what</h2><table><tr><th>is</th><th>taken for</th><th>times</th></tr>");
        foreach (var ((truth, said), count) in counts.Where(pair => pair.Key.Truth != pair.Key.Said)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(PairsAtMost))
        {
            page.Line($"<tr><td>{Markup.Text(names[truth])}</td><td>{Markup.Text(names[said])}</td><td>{count}</td></tr>");
        }

        page.Line($"</table>");
    }

    private static string Share(int part, int whole) => whole == 0 ? "–" : Sizes.Percent((double)part / whole);
}
