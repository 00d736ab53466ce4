using System.CommandLine;
using System.Text;
using System.Text.RegularExpressions;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Hosting;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>emit NETWORK -o DIR</c></summary>
internal static partial class EmitCommand
{
    public static Command Create(Terminal terminal)
    {
        var network = SharedOptions.Network();
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder to write to.", Required = true };
        var @namespace = new Option<string>("--namespace") { Description = "The namespace of the class.", DefaultValueFactory = _ => "Networks" };
        var name = new Option<string>("--class") { Description = "The name of the class.", DefaultValueFactory = _ => NetworkFile.ClassName };
        foreach (var option in new[] { @namespace, name })
        {
            option.Validators.Add(result =>
            {
                if (result.Tokens is [{ Value: var text }] && !Identifier().IsMatch(text))
                {
                    result.AddError($"{option.Name} is \"{text}\"; a C# name is accepted.");
                }
            });
        }

        var command = new Command("emit", "Writes the C# that the generator makes of a network.") { network, output, @namespace, name };
        command.SetAction(parsed =>
        {
            var sources = DescriptionFile.Load(parsed.GetRequiredValue(network).ToString())
                .Sources(parsed.GetRequiredValue(@namespace), parsed.GetRequiredValue(name));
            var folder = Directory.CreateDirectory(parsed.GetRequiredValue(output).FullName).FullName;
            using var files = new AtomicFileSet();
            foreach (var (file, text) in sources)
            {
                files.Write(Path.Combine(folder, file), stream => stream.Write(Encoding.UTF8.GetBytes(text)));
            }

            files.Commit();

            terminal.Line($"{sources.Count} files in {folder}");
        });
        return command;
    }

    [GeneratedRegex(@"^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Identifier();
}
