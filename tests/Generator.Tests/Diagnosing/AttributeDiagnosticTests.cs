using MobileNetGen.Generator.Tests.Harness;
using Xunit;

namespace MobileNetGen.Generator.Tests.Diagnosing;

/// <summary>Mistakes in attributes are shown at the attribute.</summary>
public sealed class AttributeDiagnosticTests
{
    [Fact]
    public void A_wrong_value_is_shown_at_its_layer() =>
        Attributes("MNG007", "NetworkInput(8, 8, 3)", "Layer(\"relu\")", "«Layer(\"conv\", Filters = 4, Stride = 0)»");

    [Fact]
    public void A_property_that_the_kind_does_not_have_is_shown_at_its_layer() =>
        Attributes("MNG005", "NetworkInput(8, 8, 3)", "«Layer(\"relu\", Units = 4)»");

    [Fact]
    public void A_wrong_input_is_shown_at_the_input() => Attributes("MNG007", "«NetworkInput(0, 8, 3)»", "Layer(\"relu\")");

    [Fact]
    public void One_of_several_inputs_is_shown_at_that_input() =>
        Attributes("MNG007", "NetworkInput(8, 8, 3)", "«NetworkInput(8, 8, 3, Crop = 2)»", "Layer(\"add\", Inputs = new[] { \"input_1\", \"input_2\" })");

    [Fact]
    public void A_wrong_default_is_shown_at_the_defaults() =>
        Attributes("MNG007", "NetworkInput(8, 8, 3)", "«NetworkDefaults(Epsilon = -1)»", "Layer(\"relu\")");

    [Fact]
    public void A_dangling_output_is_shown_at_the_output() =>
        Attributes("MNG010", "NetworkInput(8, 8, 3)", "Layer(\"relu\")", "«NetworkOutput(\"x\", \"y\")»");

    [Fact]
    public void A_dropped_layer_is_shown_at_its_attribute() =>
        Attributes("MNG020", "NetworkInput(8, 8, 3)", "«Layer(\"relu\", Name = \"side\")»", "Layer(\"relu6\", Inputs = new[] { \"input\" })");

    [Fact]
    public void A_missing_input_is_shown_at_the_class() => Marked.Source(
        "MNG008",
        "[MobileNetGen.GeneratedNetwork, MobileNetGen.Layer(\"relu\")]\ninternal sealed partial class «Net»;",
        HostProject.Empty,
        "\"input\", an object");

    [Fact]
    public void A_nested_generic_class_is_found_again() => Marked.Source(
        "MNG006",
        "namespace A.B;\npartial class Outer<T>\n{\n    [MobileNetGen.GeneratedNetwork, MobileNetGen.NetworkInput(8, 8, 3), "
            + "«MobileNetGen.Layer(\"gru\")»]\n    partial record Net<T2>;\n}",
        HostProject.Empty,
        "\"gru\"");

    private static void Attributes(string id, params string[] attributes) => Marked.Source(
        id,
        string.Join('\n', attributes.Prepend("GeneratedNetwork").Select(Attribute)) + "\ninternal sealed partial class Net;",
        HostProject.Empty);

    private static string Attribute(string text) =>
        text.StartsWith('«') ? $"[«MobileNetGen.{text[1..]}]" : $"[MobileNetGen.{text}]";
}
