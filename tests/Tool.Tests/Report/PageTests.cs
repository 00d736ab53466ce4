using System.Globalization;
using Xunit;

namespace MobileNetGen.Tool.Tests.Report;

/// <summary>The page in a browser, at the sizes of a telephone, a tablet and a desk.</summary>
public sealed class PageTests(ReportTests.V2 v2) : IClassFixture<ReportTests.V2>
{
    [Theory]
    [InlineData(390)]
    [InlineData(1024)]
    [InlineData(1600)]
    public void Nothing_is_wider_than_the_window_and_no_two_texts_of_a_picture_overlap(int width)
    {
        const string Question = """
            const wide = document.documentElement.scrollWidth > innerWidth ? [`page ${document.documentElement.scrollWidth}`] : [];
            for (const svg of document.querySelectorAll('svg')) {
              const texts = [...svg.querySelectorAll('text')].map(text => [text.textContent, text.getBoundingClientRect()]);
              for (const [index, [name, a]] of texts.entries()) {
                for (const [other, b] of texts.slice(index + 1)) {
                  if (a.right - 1 > b.left && b.right - 1 > a.left && a.bottom - 3 > b.top && b.bottom - 3 > a.top) { wide.push(`${name} / ${other}`); }
                }
              }
            }
            return 'seen: ' + wide.join(', ');
            """;
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        Assert.Equal("seen: ", Browser.Ask(v2.Path, width, Question));
    }

    [Fact]
    public void Names_in_the_graph_end_inside_their_boxes()
    {
        const string Question = """
            const outside = [];
            for (const node of document.querySelectorAll('.node')) {
              const box = node.querySelector('rect').getBBox();
              for (const text of node.querySelectorAll('text')) {
                const [from, to] = [text.getBBox().x, text.getBBox().x + text.getBBox().width];
                if (from < box.x || to > box.x + box.width) { outside.push(text.textContent); }
              }
            }
            return 'outside: ' + outside.join(', ');
            """;
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        using var folder = new TemporaryFolder();
        foreach (var preset in new[] { "mobilenet-v3-large", "mobilenet-v4-conv-small" })
        {
            var page = folder.Path(preset + ".html");
            var network = folder.File("n.json", System.Text.Encoding.UTF8.GetBytes($$"""{ "preset": "{{preset}}" }"""));
            Assert.Equal(0, Harness.ToolRun.Of("report", network, "-o", page).Exit);
            Assert.Equal("outside: ", Browser.Ask(page, 1024, Question));
        }
    }

    [Fact]
    public void Keys_go_from_block_to_block_find_layers_and_close()
    {
        const string Question = """
            const press = (key, target = document.body) => target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
            const answers = [];
            const tell = () => { follow(); answers.push(panel.hidden ? 'closed' : find('facts').querySelector('h2').textContent.split('.')[0]); };
            press('n'); tell();
            press('n'); tell();
            press('p'); tell();
            press('p'); tell();
            press('Escape'); tell();
            press('Enter', document.querySelector('g[data-block="7"]')); tell();
            press('/');
            answers.push(document.activeElement.id);
            search.value = 'block_5_';
            search.dispatchEvent(new Event('input'));
            answers.push(find('found').value, getComputedStyle(drawing.querySelector('.node:not(.found)')).opacity);
            press('n', search); tell();
            return answers.join(' ');
            """;
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        Assert.Equal("0 1 0 19 closed 7 search 4 0.35 7", Browser.Ask(v2.Path, 1024, Question));
    }

    [Fact]
    public void A_block_under_the_pointer_is_named_and_marked_wherever_it_is_shown()
    {
        const string Question = """
            const at = document.querySelector('.point[data-block="3"]');
            at.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, clientX: 50, clientY: 50 }));
            const marks = ['.point', '.block', '.bars li', '.tensor'].map(kind => document.querySelectorAll(kind + '.near').length > 0);
            return tip.hidden + ' ' + tip.textContent + ' ' + marks;
            """;
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        Assert.Matches("^false 3. block_3_expand … block_3_project: .* GFLOP/s, .* true,true,true,true$", Browser.Ask(v2.Path, 1024, Question));
    }

    [Fact]
    public void The_graph_grows_shrinks_and_fits()
    {
        const string Question = """
            const height = () => drawing.getBoundingClientRect().height;
            const press = key => { document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })); return height(); };
            const start = height();
            const steps = [press('+') > start, Math.abs(press('-') - start) < start / 100, press('-') < start];
            return [...steps, press('0') <= viewport.clientHeight, press('+') > press('0')].join(' ');
            """;
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        Assert.Equal("true true true true true", Browser.Ask(v2.Path, 1024, Question));
    }

    [Fact]
    public void The_page_is_dark_where_the_reader_wants_it_and_a_key_turns_it()
    {
        const string Question = """
            const light = () => Number(getComputedStyle(document.body).backgroundColor.match(/\d+/)[0]);
            const [before] = [light(), theme()];
            return [before, light()].join(' ');
            """;
        Assert.SkipWhen(Browser.Program is null, "neither chromium nor chromium-headless-shell is installed");
        var (light, dark) = (Numbers(Browser.Ask(v2.Path, 1024, Question)), Numbers(Browser.Ask(v2.Path, 1024, Question, dark: true)));
        Assert.True(light[0] > 200 && light[1] < 60, string.Join(", ", light));
        Assert.Equal([light[1], light[0]], dark);
    }

    private static List<int> Numbers(string answer) => [.. answer.Split(' ').Select(part => int.Parse(part, CultureInfo.InvariantCulture))];
}
