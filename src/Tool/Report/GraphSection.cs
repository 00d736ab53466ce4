using MobileNetGen.Tool.Report.Layout;

namespace MobileNetGen.Tool.Report;

/// <summary>The network from top to bottom: a box a layer, a frame around the layers of one call, a line for each tensor.</summary>
internal static class GraphSection
{
    private const double BoxWidth = 320;

    /// <summary>Between a frame and the boxes in it.</summary>
    private const double Padding = 8;

    /// <summary>What a frame has above its first box, for its own line of text.</summary>
    private const double Heading = 20;

    private const double Margin = 14;

    /// <summary>What a letter takes at most on average, in the two sizes of text.</summary>
    private const double LetterOfName = 7.8;
    private const double Letter = 6.4;

    public static void Write(NetworkReport report, Markup page)
    {
        var nodes = report.Graph.Nodes;
        var firsts = nodes.Index().Where(node => node.Item.Block is not null).GroupBy(node => node.Item.Block).Select(block => block.First().Index).ToHashSet();
        var drawing = LayeredDrawing.Of(
            [.. nodes.Select((_, node) => new Box(BoxWidth, firsts.Contains(node) ? Heading : 0))],
            [.. report.Graph.Edges.Select(edge => (edge.From, edge.To))]);
        var (width, height) = (drawing.Width + (2 * Margin), drawing.Height + (2 * Margin));
        page.Line(
            $"<section id=\"graph\"><h2>The graph</h2><p>A box is a layer, a frame one call of the generated code, the darker the more ",
            $"{(report.Measured is null ? "multiply-adds" : "time")} it takes. Shapes are height × width × channels. ",
            $"<span class=\"key residual\">residual</span> <span class=\"key gate\">gate</span></p>");
        page.Line(
            $"<div class=\"tools\"><input id=\"search\" type=\"search\" placeholder=\"Find a layer\" aria-label=\"find a layer\">",
            $"<output id=\"found\"></output>",
            $"<button id=\"out\" aria-label=\"smaller\">−</button><button id=\"in\" aria-label=\"larger\">+</button>",
            $"<button id=\"fit\">whole</button></div>");
        page.Line(
            $"<div id=\"viewport\" tabindex=\"0\" role=\"group\" aria-label=\"the graph; arrow keys move it\"><svg viewBox=\"0 0 {width:F0} {height:F0}\" ",
            $"width=\"{width:F0}\" height=\"{height:F0}\" role=\"img\" aria-label=\"layers and what they read\">");
        page.Line($"<g transform=\"translate({Margin} {Margin})\">");
        var most = Math.Max(report.Blocks.Max(block => RankingSection.Cost(report, block)), 1e-9);
        foreach (var block in report.Blocks)
        {
            Frame(report, block, RankingSection.Cost(report, block) / most, drawing, page);
        }

        foreach (var ((_, _, role), path) in report.Graph.Edges.Zip(drawing.Paths))
        {
            page.Line($"<path class=\"edge {role.ToString().ToLowerInvariant()}\" d=\"{Curve(path)}\"/>");
        }

        foreach (var (index, node) in nodes.Index().Where(node => node.Item.Block is null))
        {
            Node(node, drawing.Boxes[index], page);
        }

        page.Line($"</g></svg></div></section>");
    }

    private static void Frame(NetworkReport report, ReportBlock block, double share, LayeredDrawing drawing, Markup page)
    {
        List<(int Index, ReportNode Item)> inside = [.. report.Graph.Nodes.Index().Where(node => node.Item.Block == block.Number)];
        List<(double X, double Y)> places = [.. inside.Select(node => drawing.Boxes[node.Index])];
        var (left, right) = (places.Min(place => place.X) - (BoxWidth / 2), places.Max(place => place.X) + (BoxWidth / 2));
        var (top, bottom) = (places.Min(place => place.Y), places.Max(place => place.Y) + LayeredDrawing.BoxHeight);
        page.Line(
            $"<g data-block=\"{block.Number}\" class=\"block\" tabindex=\"0\" role=\"button\" style=\"--share:{100 * share:F0}%\"><rect class=\"frame\" ",
            $"x=\"{left - Padding:F1}\" y=\"{top - Heading:F1}\" width=\"{right - left + (2 * Padding):F1}\" ",
            $"height=\"{bottom - top + Heading + Padding:F1}\" rx=\"8\"/>");
        page.Line(
            $"<text x=\"{left + 2:F1}\" y=\"{top - 6:F1}\"><tspan class=\"strong\">{block.Number}</tspan> · {RankingSection.Amount(report, block)}</text>",
            $"<text class=\"end\" x=\"{right - 2:F1}\" y=\"{top - 6:F1}\">{Markup.Count(block.Parameters)} parameters</text>");
        foreach (var (index, node) in inside)
        {
            Node(node, drawing.Boxes[index], page);
        }

        page.Line($"</g>");
    }

    private static void Node(ReportNode node, (double X, double Y) place, Markup page)
    {
        var (left, right, inner) = (place.X - (BoxWidth / 2), place.X + (BoxWidth / 2), BoxWidth - 20);
        var room = inner - 10 - (Letter * node.Shape.Length);
        page.Line(
            $"<g class=\"node{(node.Block is null ? " free" : "")}\" data-name=\"{Markup.Text($"{node.Name} {node.Text}".ToLowerInvariant())}\">",
            $"<title>{Markup.Text($"{node.Name}: {node.Text} → {node.Shape}")}</title><rect x=\"{left:F1}\" y=\"{place.Y:F1}\" ",
            $"width=\"{BoxWidth}\" height=\"{LayeredDrawing.BoxHeight}\" rx=\"5\"/>");
        page.Line(
            $"<text class=\"strong\" x=\"{left + 10:F1}\" y=\"{place.Y + 16:F1}\">{Markup.Text(End(node.Name, inner / LetterOfName))}</text>",
            $"<text class=\"dim\" x=\"{left + 10:F1}\" y=\"{place.Y + 31:F1}\">{Markup.Text(Beginning(node.Text, room / Letter))}</text>",
            $"<text class=\"dim end\" x=\"{right - 10:F1}\" y=\"{place.Y + 31:F1}\">{node.Shape}</text></g>");
    }

    /// <summary>Straight where the edge passes a layer, with upright ends elsewhere, and a point at its end.</summary>
    private static string Curve(IReadOnlyList<(double X, double Y)> path)
    {
        var text = FormattableString.Invariant($"M{path[0].X:F1} {path[0].Y:F1}");
        for (var index = 1; index < path.Count; index++)
        {
            var ((fromX, fromY), (x, y)) = (path[index - 1], path[index]);
            var middle = (fromY + y) / 2;
            text += fromX == x
                ? FormattableString.Invariant($"V{y:F1}")
                : FormattableString.Invariant($"C{fromX:F1} {middle:F1} {x:F1} {middle:F1} {x:F1} {y:F1}");
        }

        return text + "m-3.5 -6l3.5 6l3.5 -6";
    }

    private static string Beginning(string text, double letters) => text.Length <= letters ? text : text[..((int)letters - 1)] + "…";

    /// <summary>Names of layers differ at their ends.</summary>
    private static string End(string text, double letters) => text.Length <= letters ? text : "…" + text[^((int)letters - 1)..];
}
