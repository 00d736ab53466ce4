using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Description;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Emit.Arithmetics;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Roslyn;
using MobileNetGen.Generator.Schedule;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Contract;

/// <summary>Generator and runtime do not reference each other; what the one writes, the other has.</summary>
public sealed partial class RuntimeContractTests
{
    private static readonly Assembly s_runtime = typeof(NetworkInfo).Assembly;

    private static readonly string s_spine = GeneratorRun.Of(HostProject.Described(Passes.Network(
        8, 8, 3, """{ "kind": "separable", "filters": 4 }""", """{ "kind": "globalAveragePool" }""",
        """{ "kind": "dense", "units": 2 }"""))).Sources["Users.Net.g.cs"];

    [Fact]
    public void The_attribute_that_the_generator_looks_for_is_the_runtimes() =>
        Assert.Equal(DeclarationReader.AttributeName, typeof(GeneratedNetworkAttribute).FullName);

    [Fact]
    public void Namespaces_are_the_runtimes()
    {
        Assert.Equal(GeneratedNames.Runtime, "global::" + typeof(NetworkInfo).Namespace);
        Assert.Equal(GeneratedNames.CompilerServices, "global::" + typeof(Frame).Namespace);
    }

    [Fact]
    public void Every_type_that_a_network_names_is_public_in_the_runtime()
    {
        var named = RuntimeTypes().Matches(s_spine)
            .Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith("MobileNetGen.Kernels.", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.True(named.Count > 12, string.Join(", ", named));
        Assert.All(named, name => Assert.Contains(
            s_runtime.GetExportedTypes(),
            type => type.FullName!.Split('`')[0] == name || name.StartsWith(type.FullName + ".", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_type_that_a_trainer_names_is_public_in_the_runtime()
    {
        var graph = Passes.Graph(Passes.Network(
            8, 8, 3, """{ "kind": "separable", "filters": 4 }""", """{ "kind": "globalAveragePool" }""",
            """{ "kind": "dropout", "rate": 0.5 }""", """{ "kind": "dense", "units": 2 }"""));
        var spine = SpineEmitter.Emit(
            NetworkCompiler.Compile(graph),
            new TypeDeclaration("N", Support.EquatableArray<string>.Empty, "class", "Net", ""), null, NetworkCompiler.Train(graph).Value);
        var named = RuntimeTypes().Matches(spine)
            .Select(match => match.Groups[1].Value)
            .Where(name => !name.StartsWith("MobileNetGen.Kernels.", StringComparison.Ordinal))
            .Distinct()
            .ToList();
        Assert.Contains("MobileNetGen.NetworkTrainer", named);
        Assert.All(named, name => Assert.Contains(
            s_runtime.GetExportedTypes(),
            type => type.FullName!.Split('`')[0] == name || name.StartsWith(type.FullName + ".", StringComparison.Ordinal)));
        Assert.True(typeof(GeneratedNetworkAttribute).GetProperty("Trainable")!.CanWrite);
    }

    [Fact]
    public void The_members_that_a_class_may_not_be_called_are_those_that_it_gets()
    {
        var floats = Passes.Network(4, 4, 3, """{ "kind": "relu" }""");
        var members = new[] { floats, floats.Insert(floats.IndexOf('{') + 1, "\"precision\": \"int8\",") }.SelectMany(MembersOf).Select(member => member switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            BaseTypeDeclarationSyntax nested => nested.Identifier.Text,
            _ => null,
        });
        Assert.Equal(members.OfType<string>().Distinct().Order(StringComparer.Ordinal), GeneratedNames.Members.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<MemberDeclarationSyntax> MembersOf(string network)
    {
        var type = new TypeDeclaration("N", Support.EquatableArray<string>.Empty, "class", "Net", "");
        var spine = SpineEmitter.Emit(Passes.Program(network), type, new LabelsFile("net.labels", IsEmbedded: true));
        return CSharpSyntaxTree.ParseText(spine, HostProject.Parse, cancellationToken: TestContext.Current.CancellationToken)
            .GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<ClassDeclarationSyntax>().First().Members;
    }

    [Fact]
    public void Layer_attributes_have_the_keys_that_layers_have()
    {
        var keys = LayerKinds.All.SelectMany(kind => kind.Properties).Select(property => property.Name).Concat(["kind", "name", "inputs", "repeat"]).Distinct();
        Assert.Equal(keys.Order(StringComparer.Ordinal), Keys(typeof(LayerAttribute)));
    }

    [Theory]
    [InlineData(
        typeof(NetworkPresetAttribute),
        """{ "preset": "mobilenet-v1", "x": 1 }""",
        "$schema, name, defaults, layers, outputs, weights, precision, arithmetic")]
    [InlineData(
        typeof(NetworkDefaultsAttribute),
        """{ "defaults": { "x": 1 }, "input": { "height": 1, "width": 1, "channels": 1 }, "layers": [ { "kind": "relu" } ] }""",
        "")]
    [InlineData(
        typeof(NetworkOutputAttribute),
        """{ "outputs": [ { "x": 1, "layer": "relu_1" } ], "input": { "height": 1, "width": 1, "channels": 1 }, "layers": [ { "kind": "relu" } ] }""",
        "")]
    public void Other_attributes_have_the_keys_of_their_objects(Type attribute, string withUnknownKey, string onlyInJson)
    {
        var problem = Assert.Single(DescriptionReader.Read(Passes.Parse(withUnknownKey), "Net").Problems);
        var listed = problem.Message[(problem.Message.LastIndexOf("it has ", StringComparison.Ordinal) + "it has ".Length)..].TrimEnd('.').Split(", ");
        Assert.Equal(listed.Except(onlyInJson.Split(", ")).Order(StringComparer.Ordinal), Keys(attribute));
    }

    [Fact]
    public void Input_attributes_have_the_keys_of_inputs_and_preprocessing() =>
        Assert.Equal([
            "channels",
            "crop",
            "deviation",
            "fit",
            "height",
            "mean",
            "name",
            "order",
            "precision",
            "range",
            "resize",
            "roundToBytes",
            "shortSide",
            "width",
            "windowRounding",
        ], Keys(typeof(NetworkInputAttribute)));

    [Fact]
    public void Tiers_are_those_of_the_runtime() => Assert.Equal(
        Tier.All.Select(tier => tier == Tier.Scalar ? tier.Name : "Vector" + tier.Name).Order(StringComparer.Ordinal),
        Enum.GetNames<SimdTier>().Order(StringComparer.Ordinal));

    private static IEnumerable<Activation> AllActivations =>
        Enum.GetValues<ActivationFunction>().Where(function => function != ActivationFunction.None).Select(function => new Activation(function))
            .Concat([Activation.Clip(-1, 1), Activation.Clip(-1, double.PositiveInfinity), Activation.Clip(double.NegativeInfinity, 1)]);

    [Fact]
    public void Activations_are_those_of_the_runtime() => Assert.All(
        AllActivations,
        activation => Assert.NotEmpty(typeof(Activations).GetMember(Method().Match(Float32.Instance.Apply(activation, "x")).Groups[1].Value)));

    [Fact]
    public void Their_slopes_are_those_of_the_runtime() => Assert.All(
        AllActivations,
        activation => Assert.NotEmpty(typeof(ActivationSlopes).GetMember(Method().Match(Float32.Instance.Slope(activation, "x")).Groups[1].Value)));

    [Fact]
    public void On_integers_they_are_functions_of_the_runtime()
    {
        var form = new IntegerForm(MobileNetGen.Generator.Graph.IntegerArithmetic.TfLite, HasWeightZeros: false);
        Assert.All(AllActivations, activation => Assert.Contains(
            (new Activate(activation) { Integers = form }).Weights([new TensorType(1, 1, 1)])!.Function!,
            Enum.GetNames<IntegerFunction>()));
    }

    private static IEnumerable<string> Keys(Type attribute) => attribute
        .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        .Select(property => char.ToLowerInvariant(property.Name[0]) + property.Name[1..])
        .Order(StringComparer.Ordinal);

    [GeneratedRegex(@"^(?:ActivationSlopes\.)?(\w+)\(x")]
    private static partial Regex Method();

    [GeneratedRegex(@"global::(MobileNetGen(?:\.\w+)+)")]
    private static partial Regex RuntimeTypes();
}
