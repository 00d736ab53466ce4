using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;
using static MobileNetGen.Generator.Emit.GeneratedNames;

namespace MobileNetGen.Generator.Emit;

/// <summary>The names of a network's classes, which are read when they are first asked for.</summary>
internal static class LabelsEmitter
{
    /// <param name="labels">Where they are.</param>
    /// <param name="outputs">Of one output, it is known how many classes there are; of several, the labels say it.</param>
    /// <param name="type">The network's class.</param>
    /// <param name="code">Where the member goes.</param>
    public static void Emit(LabelsFile labels, EquatableArray<Port> outputs, TypeDeclaration type, CodeWriter code)
    {
        var name = Literal.Quote(labels.Name);
        var count = outputs.Count == 1 ? ", " + Invariant.Format(outputs[0].Type.Channels) : "";
        var read = labels.IsEmbedded
            ? $"FromResource(typeof({type.SelfName}).Assembly, {name}{count})"
            : $"FromFile(global::System.IO.Path.Combine(global::System.AppContext.BaseDirectory, {name}){count})";
        code.Line();
        code.Line($"private static {Runtime}.Labels? s_labels;");
        code.Line();
        code.Line("/// <summary>Names of the classes, as the model brought them along.</summary>");
        code.Line(Marks);
        code.Line($"public static {Runtime}.Labels Labels => s_labels ??= {Runtime}.Labels.{read};");
    }
}
