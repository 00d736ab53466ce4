namespace MobileNetGen.Tool.Report;

/// <summary>The panel that a click on a block opens: its facts, and the code that was generated for it. Equal blocks share their kernel's.</summary>
internal static class CodeSection
{
    public static void Write(NetworkReport report, Markup page)
    {
        var numbers = report.Code.Keys.Index().ToDictionary(kernel => kernel.Item, kernel => kernel.Index);
        page.Line(
            $"<aside id=\"panel\" aria-label=\"a block\" hidden><nav><button id=\"previous\" aria-label=\"previous block\">‹</button>",
            $"<button id=\"next\" aria-label=\"next block\">›</button><button id=\"close\" aria-label=\"close\">×</button></nav>",
            $"<div id=\"facts\"></div><pre id=\"code\" tabindex=\"0\"></pre></aside><div id=\"tip\" hidden></div>");
        foreach (var block in report.Blocks)
        {
            page.Line(
                $"<template id=\"block-{block.Number}\" data-kernel=\"kernel-{numbers[block.Kernel]}\"><h2>{block.Number}. ",
                $"{Markup.Text(block.Title)}</h2><dl>");
            page.Line($"<div><dt>reads</dt><dd>{Markup.Text(string.Join(" + ", block.Inputs))}</dd></div>");
            page.Line($"<div><dt>makes</dt><dd>{Markup.Text(block.Output)}</dd></div>");
            page.Line($"<div><dt>parameters</dt><dd>{Markup.Count(block.Parameters)}</dd></div>");
            page.Line($"<div><dt>multiply-adds</dt><dd>{Markup.Count(block.MultiplyAdds)}</dd></div>");
            page.Line($"<div><dt>bytes at least</dt><dd>{Markup.Count(block.Bytes)}</dd></div>");
            if (report.Measured is { } measured)
            {
                var time = measured.Microseconds[block.Number];
                page.Line(
                    $"<div><dt>time</dt><dd>{Markup.Short(time)} µs</dd></div><div><dt>of the ",
                    $"peak</dt><dd>{2e-3 * block.MultiplyAdds / time / measured.PeakGflops:P0}</dd></div>");
            }

            page.Line($"</dl><p><code>{Markup.Text(block.Kernel)}</code></p></template>");
        }

        foreach (var (kernel, code) in report.Code)
        {
            page.Line($"<template id=\"kernel-{numbers[kernel]}\">{HighlightedCode.Of(code)}</template>");
        }
    }
}
