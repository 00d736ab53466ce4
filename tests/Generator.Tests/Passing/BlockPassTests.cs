using MobileNetGen.Generator.Fusion;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Passing;

public sealed class BlockPassTests
{
    private const string Expand = """{ "kind": "pointwise", "name": "expand", "filters": 48 }""";
    private const string Depthwise = """{ "kind": "depthwise", "name": "map" }""";
    private const string Project = """{ "kind": "pointwise", "name": "project", "filters": 8 }""";
    private const string Residual = """{ "kind": "add", "name": "sum", "inputs": ["input", "project"] }""";

    private const string Wide = """{ "kind": "pointwise", "name": "wide", "filters": 256 }""";
    private const string Mean = """{ "kind": "globalAveragePool", "name": "mean" }""";

    private static readonly string[] s_branches =
    [
        """{ "kind": "maxPool", "name": "a", "kernel": 3, "stride": 1, "padding": "same" }""",
        """{ "kind": "averagePool", "name": "b", "inputs": ["input"], "kernel": 3, "stride": 1, "padding": "same" }""",
    ];

    private static readonly string[] s_gates =
    [
        """{ "kind": "globalAveragePool", "name": "mean" }""",
        """{ "kind": "pointwise", "name": "reduce", "filters": 4 }""",
        """{ "kind": "pointwise", "name": "gate", "filters": 48, "activation": "hardSigmoid" }""",
        """{ "kind": "mul", "name": "scaled", "inputs": ["map", "gate"] }""",
    ];

    [Fact]
    public void A_depthwise_convolution_and_the_pointwise_one_after_it_are_one_block() =>
        Assert.Equal("(map project)", Blocks(Depthwise, Project));

    [Fact]
    public void An_inverted_residual_is_one_block() =>
        Assert.Equal("(expand map project sum)", Blocks(Expand, Depthwise, Project, Residual));

    [Fact]
    public void With_squeeze_and_excite_it_is_too() =>
        Assert.Equal("(expand map mean reduce gate scaled project sum)", Blocks([Expand, Depthwise, .. s_gates, Project, Residual]));

    [Fact]
    public void A_first_convolution_makes_the_rows_of_the_block_after_it() =>
        Assert.Equal("(conv_1 map project)", Blocks("""{ "kind": "conv", "filters": 8, "kernel": 3 }""", Depthwise, Project));

    [Fact]
    public void A_pointwise_convolution_that_widens_much_belongs_to_the_depthwise_one_after_it() =>
        Assert.Equal("(depthwise_1) (expand map project)", Blocks("""{ "kind": "depthwise" }""", Expand, Depthwise, Project));

    [Fact]
    public void One_that_widens_little_belongs_to_the_depthwise_one_before() =>
        Assert.Equal(
            "(depthwise_1 pointwise_1) (map project)",
            Blocks("""{ "kind": "depthwise" }""", """{ "kind": "pointwise", "filters": 16 }""", Depthwise, Project));

    [Fact]
    public void A_pointwise_convolution_of_many_channels_pools_its_map() =>
        Assert.Equal("(wide mean) (dense_1)", Blocks(Wide, Mean, """{ "kind": "dense", "units": 3 }"""));

    [Fact]
    public void A_block_whose_projection_has_many_channels_does_too() =>
        Assert.Equal("(expand map wide mean)", Blocks(Expand, Depthwise, Wide, Mean));

    [Fact]
    public void Few_channels_whose_pixels_workers_share_are_pooled_apart() =>
        Assert.Equal("(expand map project) (mean)", Blocks(Expand, Depthwise, Project, Mean));

    [Fact]
    public void A_block_that_goes_by_rows_has_no_whole_panel_to_pool() =>
        Assert.Equal("(expand map wide) (mean)", Blocks(Form(16, Expand, Depthwise, Wide, Mean)));

    [Fact]
    public void With_gates_it_has() =>
        Assert.Equal("(expand map squeeze gate scaled wide mean)", Blocks(Form(
            15,
            """{ "kind": "pointwise", "name": "expand", "filters": 300 }""",
            Depthwise,
            """{ "kind": "globalAveragePool", "name": "squeeze" }""",
            """{ "kind": "pointwise", "name": "gate", "filters": 300, "activation": "hardSigmoid" }""",
            """{ "kind": "mul", "name": "scaled", "inputs": ["map", "gate"] }""",
            Wide,
            Mean)));

    [Fact]
    public void A_map_that_somebody_else_reads_is_pooled_apart() =>
        Assert.Equal(
            "(wide) (mean) (most) (concat_1)",
            Blocks(Wide, Mean, """{ "kind": "globalMaxPool", "name": "most", "inputs": ["wide"] }""", """{ "kind": "concat", "inputs": ["mean", "most"] }"""));

    [Fact]
    public void A_tensor_that_somebody_else_reads_is_written_whole() =>
        Assert.Equal(
            "(expand) (map project) (relu_1) (concat_1)",
            Blocks(Expand, Depthwise, Project, """{ "kind": "relu", "inputs": ["expand"] }""", """{ "kind": "concat", "inputs": ["project", "relu_1"] }"""));

    [Fact]
    public void A_sum_of_a_map_with_itself_is_no_residual() =>
        Assert.Equal("(map project) (add_1)", Blocks(Depthwise, Project, """{ "kind": "add", "inputs": ["project", "project"] }"""));

    [Fact]
    public void A_vector_that_is_added_to_a_map_is_no_residual() =>
        Assert.Equal("(mean) (map project) (add_1)", Blocks(
            """{ "kind": "globalAveragePool", "name": "mean" }""",
            """{ "kind": "depthwise", "name": "map", "inputs": ["input"] }""",
            Project,
            """{ "kind": "add", "inputs": ["mean", "project"] }"""));

    [Fact]
    public void A_depthwise_convolution_that_multiplies_channels_runs_alone() =>
        Assert.Equal("(map) (project)", Blocks("""{ "kind": "depthwise", "name": "map", "depthMultiplier": 2 }""", Project));

    [Fact]
    public void Elementwise_layers_that_follow_one_another_are_one_chain() =>
        Assert.Equal("(a) (b) (add_1 batchNorm_1 mul_1)", Blocks([
            .. s_branches,
            """{ "kind": "add", "inputs": ["a", "b"], "activation": "relu" }""",
            """{ "kind": "batchNorm" }""",
            """{ "kind": "mul", "inputs": ["input", "batchNorm_1"] }""",
        ]));

    [Fact]
    public void A_chain_knows_which_input_its_steps_hand_on()
    {
        var chain = Assert.IsType<FusedChain>(
            Form([.. s_branches, """{ "kind": "add", "inputs": ["a", "b"] }""", """{ "kind": "sub", "inputs": ["input", "add_1"] }"""]).Blocks[^1].Operation);
        Assert.Equal([null, 1], chain.Steps.Select(step => step.Chained));
    }

    [Fact]
    public void A_chain_ends_where_a_vector_becomes_a_map() =>
        Assert.Equal("(mean) (relu_1 rescale_1) (add_1)", Blocks(
            """{ "kind": "globalMaxPool", "name": "mean" }""",
            """{ "kind": "relu" }""",
            """{ "kind": "rescale", "scale": 2 }""",
            """{ "kind": "add", "inputs": ["input", "rescale_1"] }"""));

    [Fact]
    public void A_chain_ends_where_its_value_is_read_twice() =>
        Assert.Equal(
            "(a) (b) (add_1) (mul_1)",
            Blocks([.. s_branches, """{ "kind": "add", "inputs": ["a", "b"] }""", """{ "kind": "mul", "inputs": ["add_1", "add_1"] }"""]));

    [Fact]
    public void A_block_knows_its_parts()
    {
        var block = Assert.IsType<FusedBlock>(Form([Expand, Depthwise, .. s_gates, Project, Residual]).Blocks.Single().Operation);
        Assert.Equal([48, 48, 4, 48, 8], block.Parts.Select(part => part.Output.Channels));
        Assert.Equal(Activation.HardSigmoid, block.Excite[1].Activation);
        Assert.Equal(Activation.None, block.Residual);
    }

    [Fact]
    public void Of_two_separable_branches_that_are_added_the_first_adds_the_other() =>
        Assert.Equal("(right right_out) (left left_out sum)", Blocks([.. Separable("left"), .. Separable("right"), Sum("sum", "left_out", "right_out")]));

    [Fact]
    public void It_does_so_whichever_the_sum_reads_first() =>
        Assert.Equal("(right right_out) (left left_out sum)", Blocks([.. Separable("left"), .. Separable("right"), Sum("sum", "right_out", "left_out")]));

    [Fact]
    public void Of_three_branches_that_are_added_one_by_one_each_sum_has_its_block()
    {
        var blocked = Form([.. Separable("a"), .. Separable("b"), .. Separable("c"), Sum("first", "a_out", "b_out"), Sum("second", "first", "c_out")]);
        Assert.Equal("(b b_out) (a a_out first) (c c_out second)", Blocks(blocked));
        Assert.Equal([false, true, true], blocked.Blocks.Select(block => ((FusedBlock)block.Operation).Residual is not null));
    }

    [Fact]
    public void A_sum_of_three_belongs_to_none_of_them() =>
        Assert.Equal(
            "(a a_out) (b b_out) (c c_out) (sum)",
            Blocks([.. Separable("a"), .. Separable("b"), .. Separable("c"), Sum("sum", "a_out", "b_out", "c_out")]));

    [Fact]
    public void A_residual_block_and_a_branch_can_share_what_they_read() =>
        Assert.Equal("(expand map project) (right right_out sum)", Blocks([
            .. Separable("right"),
            """{ "kind": "pointwise", "name": "expand", "filters": 48, "inputs": ["input"] }""",
            Depthwise,
            Project,
            Sum("sum", "project", "right_out"),
        ]));

    [Fact]
    public void Every_stage_is_in_one_block_which_runs_after_those_that_it_reads()
    {
        var sums = 0;
        for (var seed = 0; seed < 1000; seed++)
        {
            var fused = FusionPass.Fuse(RandomGraph.Of(seed));
            var blocked = BlockPass.Form(fused);
            Assert.Equal(fused.Stages.Select(stage => stage.Output).Order(), blocked.Stages.Select(stage => stage.Output).Order());
            var made = fused.Shaped.Graph.Nodes.Select((node, index) => (node, index)).Where(entry => entry.node.Inputs.Count == 0).Select(entry => entry.index)
                .ToHashSet();
            foreach (var block in blocked.Blocks)
            {
                Assert.True(block.Inputs.All(made.Contains), $"seed {seed}: {block.Last.Name} runs before what it reads");
                Assert.Equal(
                    block.Stages.SelectMany(stage => stage.Inputs).Except(block.Stages.Select(stage => stage.Output)).Order(),
                    block.Inputs.Distinct().Order());
                made.Add(block.Output);
            }

            sums += blocked.Blocks.Count(block => block.Operation is FusedBlock { Residual: not null });
        }

        Assert.True(sums > 20, $"only {sums} blocks have a residual");
    }

    [Fact]
    public void Separated_stages_are_one_to_a_block() =>
        Assert.All(
            BlockPass.Separate(FusionPass.Fuse(Passes.Graph(Passes.Network(8, 8, 8, Expand, Depthwise, Project)))).Blocks,
            block => Assert.Single(block.Stages));

    private static string[] Separable(string name) =>
    [
        $$"""{ "kind": "depthwise", "name": "{{name}}", "inputs": ["input"] }""",
        $$"""{ "kind": "pointwise", "name": "{{name}}_out", "filters": 8 }""",
    ];

    private static string Sum(string name, params string[] inputs) =>
        $$"""{ "kind": "add", "name": "{{name}}", "inputs": [{{string.Join(", ", inputs.Select(input => $"\"{input}\""))}}] }""";

    private static BlockedGraph Form(params string[] layers) => Form(8, layers);

    private static BlockedGraph Form(int size, params string[] layers) => BlockPass.Form(FusionPass.Fuse(Passes.Graph(Passes.Network(size, size, 8, layers))));

    private static string Blocks(params string[] layers) => Blocks(Form(layers));

    private static string Blocks(BlockedGraph blocked) =>
        string.Join(' ', blocked.Blocks.Select(block => $"({string.Join(' ', block.Stages.Select(stage => stage.Name))})"));
}
