using System.Globalization;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MobileNetGen.CompilerServices;
using MobileNetGen.Generator.Emit;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Machine;
using MobileNetGen.Generator.Support;
using MobileNetGen.Generator.Tests.Descriptions;
using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Emitting;

/// <summary>Kernels are loops that know nothing of what an element is.</summary>
public sealed class ElementTypeTests
{
    /// <summary>Elements and vectors without operators, and what kernels call with them.</summary>
    private static readonly string s_words = $$"""
        namespace MobileNetGen.Kernels;

        using System.Runtime.CompilerServices;

        internal struct Element { }

        internal struct Vector { }

        internal static class ElementWords
        {
            public static Element Number(int number = 0) => default;
            public static Element Load(ref Element reference, int offset) => default;
            public static void Store(Element value, ref Element reference, int offset) { }
            public static Element Broadcast(Element value) => default;
            public static Element Lowest(Vector value) => default;
            public static bool Less(Element left, Element right) => false;
            public static Element Of(Element a, Element b = default, Element c = default, Element d = default) => default;
        }

        internal static class VectorWords
        {
            public static Vector Load(ref Element reference, int offset) => default;
            public static void Store(Vector value, ref Element reference, int offset) { }
            public static Vector Broadcast(Element value) => default;
            public static Vector Of(Vector a, Vector b, Vector c = default, Vector d = default) => default;
        }

        internal static class Activations
        {
        {{Functions(typeof(Activations))}}
        }

        internal static class Exponential
        {
        {{Functions(typeof(Exponential))}}
        }

        internal static class Functions
        {
        {{Functions(typeof(Functions))}}
        }

        internal static class Extrema
        {
            public static Element Maximum(Element left, Element right) => default;
            public static Vector Maximum(Vector left, Vector right) => default;
        }
        """;

    public static TheoryData<string> Networks => new(
        TwoFormsTests.EveryKind,
        Passes.Network(20, 20, 24, """{ "kind": "invertedResidual", "filters": 24, "squeezeRatio": 0.25, "activation": "hardSwish" }"""),
        Passes.Network(7, 7, 40, """{ "kind": "invertedResidual", "filters": 264, "activation": "relu6" }""", """{ "kind": "globalAveragePool" }"""),
        Passes.Network(9, 9, 37, """{ "kind": "pointwise", "filters": 264 }""", """{ "kind": "globalAveragePool" }""", """{ "kind": "l2Normalize" }""", """{ "kind": "softmax" }"""));

    [Theory, MemberData(nameof(Networks))]
    public void Kernels_compile_with_elements_that_have_no_operators(string network)
    {
        var kernels = NamedKernel.Of(Passes.Program(network));
        var compilation = CSharpCompilation.Create(
            "Kernels",
            kernels.Select(Text).Prepend(s_words).Select(text => CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken)),
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(SimdTier).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

        // Only numbers that the compiler knows may stand in a span of static data.
        var errors = compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS9203");
        Assert.Empty(errors.Select(error => $"{error.GetMessage(CultureInfo.InvariantCulture)} {error.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).Lines[error.Location.GetLineSpan().StartLinePosition.Line]}"));
    }

    /// <summary>What a class of the runtime has for floats, for one imaginary element and for several.</summary>
    private static string Functions(Type type) => string.Concat(type.GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).Distinct().Select(name => $$"""
            public static Element {{name}}(Element value, float a = 0, float b = 0) => default;
            public static Vector {{name}}(Vector value, float a = 0, float b = 0) => default;

        """));

    /// <summary>A kernel for 128 bits and for one lane, with every tensor of imaginary elements.</summary>
    private static string Text(NamedKernel named)
    {
        var spec = named.Spec with
        {
            Inputs = named.Spec.Inputs.Select(input => input with { Element = ImaginaryArithmetic.Type }).ToEquatable(),
            Output = named.Spec.Output with { Element = ImaginaryArithmetic.Type },
        };
        var kernel = KernelCatalog.For(spec.Operation);
        var code = new CodeWriter();
        code.Line("namespace MobileNetGen.Kernels;");
        foreach (var space in (string[])["System", "System.Runtime.CompilerServices", "System.Runtime.InteropServices", "MobileNetGen", "MobileNetGen.CompilerServices"])
        {
            code.Line($"using {space};");
        }

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
