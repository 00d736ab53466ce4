using MobileNetGen.Tool.Report.Layout;
using Xunit;

namespace MobileNetGen.Tool.Tests.Report;

/// <summary>Graphs as they are drawn.</summary>
public sealed class LayeredDrawingTests
{
    private const double Width = 100;

    [Fact]
    public void A_chain_is_one_straight_line_and_what_goes_around_it_is_another()
    {
        var drawing = Draw(6, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 4), (0, 5)]);
        Assert.All(drawing.Boxes, box => Assert.Equal(drawing.Boxes[0].X, box.X, 0.01));
        Assert.Equal([0, 1, 2, 3, 4, 5], drawing.Layers);
        foreach (var around in drawing.Paths.Where(path => path.Count > 2))
        {
            var passed = around.Skip(1).SkipLast(1).ToList();
            Assert.All(passed, point => Assert.Equal(passed[0].X, point.X, 1e-6));
            Assert.True(Math.Abs(passed[0].X - drawing.Boxes[0].X) > Width / 2, $"{passed[0].X} is inside the boxes at {drawing.Boxes[0].X}");
        }
    }

    [Fact]
    public void What_has_no_input_stands_just_above_its_reader() =>
        Assert.Equal([0, 1, 2, 2, 3], Draw(5, [(0, 1), (1, 2), (2, 4), (3, 4)]).Layers);

    [Fact]
    public void Edges_that_need_not_cross_do_not()
    {
        var edges = new[] { (0, 2), (0, 3), (1, 4), (1, 5), (2, 6), (5, 7), (3, 6), (4, 7) };
        var graph = LayeredGraph.Of([.. Enumerable.Repeat(Width, 8)], edges);
        Assert.Equal(0, LayerOrder.Crossings(LayerOrder.Of(graph), graph.Segments.ToLookup(part => part.From, part => part.To)));
    }

    [Fact]
    public void Boxes_of_random_graphs_stand_apart_and_all_edges_lead_down()
    {
        var random = new Random(1);
        for (var round = 0; round < 60; round++)
        {
            var boxes = random.Next(1, 40);
            var edges = Enumerable.Range(1, boxes - 1)
                .SelectMany(to => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (From: random.Next(0, to), To: to)))
                .Distinct()
                .ToList();
            var drawing = Draw(boxes, edges);
            foreach (var row in drawing.Boxes.GroupBy(box => box.Y))
            {
                var places = row.Select(box => box.X).Order().ToList();
                Assert.All(places.Zip(places.Skip(1)), pair => Assert.True(pair.Second - pair.First > Width, $"{pair.First} and {pair.Second} overlap"));
            }

            foreach (var (path, edge) in drawing.Paths.Zip(edges))
            {
                Assert.Equal(path.Select(point => point.Y).Order(), path.Select(point => point.Y));
                Assert.True(drawing.Boxes[edge.From].Y < drawing.Boxes[edge.To].Y);
                Assert.InRange(path[0].X, drawing.Boxes[edge.From].X - (Width / 2), drawing.Boxes[edge.From].X + (Width / 2));
                Assert.InRange(path[^1].X, drawing.Boxes[edge.To].X - (Width / 2), drawing.Boxes[edge.To].X + (Width / 2));
                Assert.All(path, point => Assert.InRange(point.X, 0, drawing.Width));
                AssertPassesNoBox(path, drawing);
            }
        }
    }

    private static void AssertPassesNoBox(IReadOnlyList<(double X, double Y)> path, LayeredDrawing drawing) =>
        Assert.All(path.Skip(1).SkipLast(1), point => Assert.DoesNotContain(
            drawing.Boxes,
            box => point.Y >= box.Y && point.Y <= box.Y + LayeredDrawing.BoxHeight && Math.Abs(box.X - point.X) < Width / 2));

    private static LayeredDrawing Draw(int boxes, IReadOnlyList<(int From, int To)> edges) =>
        LayeredDrawing.Of([.. Enumerable.Repeat(new Box(Width, 0), boxes)], edges);
}
