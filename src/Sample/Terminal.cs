using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MobileNetGen.Generator.Support;
using Spectre.Console;

namespace MobileNetGen.Sample;

/// <summary>Where results, for people or for programs, and errors go.</summary>
internal sealed class Terminal(TextWriter output, TextWriter errors)
{
    public IAnsiConsole Console { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });

    public void Text(string text) => output.WriteLine(text);

    public void Json<T>(T value, JsonTypeInfo<T> type) => output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>One line, whatever the message is.</summary>
    public void Error(string message) => errors.WriteLine("error: " + Visible.Of(string.Join(' ', message.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));
}
