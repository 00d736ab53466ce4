namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>From a call to arguments by name.</summary>
internal static class KerasArguments
{
    /// <summary>Arguments without a name take the parameters in their order.</summary>
    /// <exception cref="ToolException">There are more than parameters, or one is given twice.</exception>
    public static IReadOnlyList<(string Name, KerasArgument Argument)> Named(IReadOnlyList<string> parameters, KerasCall call)
    {
        if (call.Positional.Count > parameters.Count)
        {
            throw new ToolException($"it was called with {call.Positional.Count} arguments; {parameters.Count} are known.");
        }

        var placed = call.Positional.Select((argument, index) => (Name: parameters[index], Argument: argument))
            .Where(argument => argument.Argument is not KerasLiteral { Value.ValueKind: System.Text.Json.JsonValueKind.Null })
            .ToList();
        return placed.FirstOrDefault(argument => call.Named.ContainsKey(argument.Name)) is { Name: { } twice }
            ? throw new ToolException($"its {twice} is given twice.")
            : [.. placed, .. call.Named.Select(argument => (argument.Key, argument.Value))];
    }

    /// <summary>What an operator of Keras 3 was given: by its call, and by its configuration.</summary>
    /// <exception cref="ToolException">Something is given twice.</exception>
    public static IReadOnlyDictionary<string, KerasArgument> Of(KerasOperator kind, KerasEntry entry, KerasCall call)
    {
        var given = Named(kind.Names, call).ToDictionary(argument => argument.Name, argument => argument.Argument, StringComparer.Ordinal);
        foreach (var member in entry.Config.EnumerateObject()
            .Where(member => member.Name != "name" && member.Value.ValueKind != System.Text.Json.JsonValueKind.Null))
        {
            if (!given.TryAdd(member.Name, new KerasLiteral(member.Value)))
            {
                throw new ToolException($"its {member.Name} is given twice.");
            }
        }

        return given;
    }
}
