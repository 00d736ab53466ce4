using System.Globalization;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Ops;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Descriptions;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Emitting;

/// <summary>Kernels are loops that know nothing of what an element is.</summary>
public sealed class ElementTypeTests
{
    /// <summary>
    /// Elements in memory, the numbers that loads make of them, sums of their products, and vectors of both, without operators, and what kernels call
    /// with them. A sum becomes a number, and never back; an element and a number never become each other by themselves.
    /// </summary>
    private const string Words = """
        namespace MobileNetGen.Kernels;

        using System.Runtime.CompilerServices;

        internal struct Element { }

        internal struct Value { }

        internal struct Vector { }

        internal struct Sum
        {
            public static implicit operator Value(Sum finished) => default;
            public static Sum Load(ref Sum reference, int offset) => default;
            public static Sum Add(Value left, Value right, Sum sum) => default;
        }

        internal struct SumVector
        {
            public static implicit operator Vector(SumVector finished) => default;
            public static SumVector Load(ref Sum reference, int offset) => default;
            public static SumVector Add(Vector left, Vector right, SumVector sum) => default;
        }

        internal static class ValueWords
        {
            public static Value Number(int number = 0) => default;
            public static Value Load(ref Element reference, int offset) => default;
            public static void Store(Value value, ref Element reference, int offset) { }
            public static void StoreLanes(Value value, ref Value reference) { }
            public static Value Broadcast(Value value) => default;
            public static Value BroadcastFrom(ref Element reference, int offset) => default;
            public static Value LowerLanes(Vector value) => default;
            public static bool Less(Value left, Value right) => false;
            public static Value Of(Value a, Value b = default, Value c = default, Value d = default) => default;
        }

        internal static class VectorWords
        {
            public static Vector Load(ref Element reference, int offset) => default;
            public static void Store(Vector value, ref Element reference, int offset) { }
            public static void StoreLanes(Vector value, ref Value reference) { }
            public static Vector Broadcast(Value value) => default;
            public static Vector BroadcastFrom(ref Element reference, int offset) => default;
            public static Vector Of(Vector a, Vector b, Vector c = default, Vector d = default) => default;
        }

        internal static class Words
        {
            public static Element Stored(Value value) => default;
            public static Value Of(Value a, Value b = default) => default;
            public static Vector Of(Vector a, Vector b = default) => default;
        }
        """;

    public static TheoryData<string> Networks => new(
        TwoFormsTests.EveryKindOfFloats,
        Passes.Network(20, 20, 24, """{ "kind": "invertedResidual", "filters": 24, "squeezeRatio": 0.25, "activation": "hardSwish" }"""),
        Passes.Network(7, 7, 40, """{ "kind": "invertedResidual", "filters": 264, "activation": "relu6" }""", """{ "kind": "globalAveragePool" }"""),
        Passes.Network(
            9,
            9,
            37,
            """{ "kind": "pointwise", "filters": 264 }""",
            """{ "kind": "globalAveragePool" }""",
            """{ "kind": "l2Normalize" }""",
            """{ "kind": "softmax" }"""),
        Passes.Network(
            7,
            7,
            512,
            """{ "kind": "pointwise", "filters": 512, "bias": true }""",
            """{ "kind": "convTranspose", "filters": 512, "kernel": 3, "groups": 512, "bias": true }"""));

    public static TheoryData<string> TrainableNetworks => new(
        Passes.Network(
            12,
            12,
            3,
            """{ "kind": "invertedResidual", "filters": 24, "squeezeRatio": 0.25, "activation": "hardSwish" }""",
            """{ "kind": "globalAveragePool" }""",
            """{ "kind": "dense", "units": 9 }""",
            """{ "kind": "softmax" }"""),
        Passes.Network(
            9,
            9,
            6,
            """{ "kind": "conv", "filters": 36, "kernel": 3, "bias": true }""",
            """{ "kind": "conv", "filters": 12, "kernel": 3, "groups": 3, "bias": true }""",
            """{ "kind": "prelu" }""",
            """{ "kind": "convTranspose", "filters": 9, "kernel": 3, "groups": 3, "bias": true }""",
            """{ "kind": "depthwise", "kernel": 3, "bias": true }""",
            """{ "kind": "logSoftmax" }"""),
        Passes.Network(
            8,
            8,
            5,
            """{ "kind": "maxPool" }""",
            """{ "kind": "averagePool", "kernel": 3 }""",
            """{ "kind": "resize", "factor": 2, "method": "bilinear" }""",
            """{ "kind": "l2Normalize" }""",
            """{ "kind": "slice", "rows": [0, 1] }""",
            """{ "kind": "constant", "shape": [2, 2, 3] }"""));

    [Theory, MemberData(nameof(Networks))]
    public void Kernels_compile_with_elements_that_have_no_operators(string network)
    {
        var floats = Passes.Graph(network);
        var imaginary = floats with { Types = floats.Types.Select(type => type with { Element = ImaginaryArithmetic.Type }).ToEquatable() };
        AssertCompile(NamedKernel.Of(NetworkCompiler.Compile(imaginary)));
    }

    [Theory, MemberData(nameof(TrainableNetworks))]
    public void Kernels_of_training_compile_with_elements_that_have_no_operators(string network)
    {
        var floats = Passes.Graph(network);
        var imaginary = floats with { Types = floats.Types.Select(type => type with { Element = ImaginaryArithmetic.Type }).ToEquatable() };
        AssertCompile(NamedKernel.Of(NetworkCompiler.Train(imaginary, isWhole: true).Value!.Kernels));
    }

    private static void AssertCompile(IReadOnlyList<NamedKernel> kernels)
    {
        var compilation = CSharpCompilation.Create(
            "Kernels",
            kernels.Select(Text).Prepend(Words).Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(SimdTier).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        // Only numbers that the compiler knows may stand in a span of static data.
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS9203");
        Assert.Empty(errors.Select(error => $"{error.GetMessage(CultureInfo.InvariantCulture)} "
            + $"{error.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).Lines[error.Location.GetLineSpan().StartLinePosition.Line]}"));
    }

    [Fact]
    public void Each_operand_of_a_kernel_has_a_type_of_its_own()
    {
        var dense = NamedKernel.Of(Passes.Program(Passes.Network(1, 1, 8, """{ "kind": "dense", "units": 4 }"""))).Single().Spec;
        var mixed = dense with { Inputs = EquatableArray.Of(dense.Inputs[0] with { Element = ImaginaryArithmetic.Type }) };
        Assert.Equal("in Frame frame, ref float input, ref float output, ref float weights", Signature.Parameters(dense));
        Assert.Equal("in Frame frame, ref Element input, ref float output, ref Element weights", Signature.Parameters(mixed));
    }

    [Fact]
    public void Packed_weights_begin_on_cache_lines_whatever_they_consist_of()
    {
        var bytes = new ElementType("bytes", "sbyte", 1);
        var input = new TensorType(1, 1, 8);
        var floats = new Dense(40, Bias: true).Weights([input])!;
        var small = new Dense(40, Bias: true).Weights([input with { Element = bytes }])!;
        Assert.Equal((48, 48 + (8 * 40), (48 + (8 * 40)) * 4), (floats.KernelStart, floats.PackedLength, floats.PackedBytes));
        Assert.Equal((64, 64 + (8 * 40), 64 + (8 * 40)), (small.KernelStart, small.PackedLength, small.PackedBytes));
    }

    [Fact]
    public void Packed_biases_have_the_room_of_sums()
    {
        var halves = new ElementType("halves", "Half", 2) { Accumulator = ElementType.Float32 };
        var shape = new Dense(40, Bias: true).Weights([new TensorType(1, 1, 8) { Element = halves }])!;
        Assert.Equal((48 * 2, (48 * 2) + (8 * 40), (48 * 4) + (8 * 40 * 2)), (shape.KernelStart, shape.PackedLength, shape.PackedBytes));
    }

    /// <summary>A kernel for 128 bits and for one lane.</summary>
    private static string Text(NamedKernel named)
    {
        var spec = named.Spec;
        var kernel = KernelCatalog.For(spec.Operation);
        var code = new CodeWriter();
        code.Line("namespace MobileNetGen.Kernels;");
        foreach (var space in (string[])[
            "System",
            "System.Runtime.CompilerServices",
            "System.Runtime.InteropServices",
            "MobileNetGen",
            "MobileNetGen.CompilerServices",
        ])
        {
            code.Line($"using {space};");
        }

        code.Line("using static System.Runtime.CompilerServices.MethodImplOptions;");

        using (code.Block($"internal static class {named.Name}"))
        {
            foreach (var (name, value) in kernel.Constants(spec))
            {
                code.Line($"private const int {name} = {Invariant.Format(value)};");
            }

            kernel.EmitData(spec, new ImaginaryArithmetic(), code);
            foreach (var tier in kernel.HasTiers ? [Tier.Vector128, Tier.Scalar] : (Tier[])[Tier.Scalar])
            {
                kernel.EmitTier(spec, new ImaginaryDialect(tier), code);
            }
        }

        return code.ToString();
    }
}
