namespace MobileNetGen.AspNetCore.Models;

/// <summary>A version of a model under its name.</summary>
internal sealed record ServedModel(string Name, string Version, IServedModel Model)
{
    public ModelSignature Signature => Model.Signature;
}

/// <summary>What <c>Add…</c> asked for, made when the application starts.</summary>
internal sealed record ServedModelRegistration(string Name, string Version, Func<IServiceProvider, IServedModel> Create);

/// <summary>There is no such model, or no such version of it.</summary>
internal sealed class ModelNotFoundException(string message) : InferenceException(message);
