using System.Globalization;
using MobileNetGen.AspNetCore.Tensors;

namespace MobileNetGen.AspNetCore.Models;

/// <summary>All models that are served, by name and version.</summary>
internal sealed class ModelRepository
{
    private readonly SortedDictionary<string, List<ServedModel>> _models = new(StringComparer.Ordinal);

    public ModelRepository(IServiceProvider services, IEnumerable<ServedModelRegistration> registrations)
    {
        foreach (var (name, version, create) in registrations)
        {
            if (!_models.TryGetValue(name, out var versions))
            {
                _models.Add(name, versions = []);
            }

            if (versions.Exists(other => other.Version == version))
            {
                throw new InvalidOperationException($"The model '{name}' was added twice with the version '{version}'.");
            }

            versions.Add(new ServedModel(name, version, create(services)));
        }

        foreach (var versions in _models.Values)
        {
            versions.Sort(ByAge);
        }
    }

    /// <summary>Every version of every model, names in order, old versions first.</summary>
    public IEnumerable<ServedModel> All => _models.Values.SelectMany(versions => versions);

    /// <summary>The versions of a model, old ones first.</summary>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    public IReadOnlyList<ServedModel> Versions(string name) =>
        _models.TryGetValue(name, out var versions) ? versions : throw new ModelNotFoundException($"no model is called '{DisplayText.Of(name)}'");

    /// <param name="name">Its name.</param>
    /// <param name="version">Its version; null or empty for the newest.</param>
    /// <exception cref="ModelNotFoundException">There is no such model, or no such version.</exception>
    public ServedModel Find(string name, string? version)
    {
        var versions = Versions(name);
        return TryFind(name, version) ?? throw new ModelNotFoundException(
            $"the model '{DisplayText.Of(name)}' has no version '{DisplayText.Of(version!)}'; there are "
                + $"{string.Join(", ", versions.Select(one => one.Version))}");
    }

    /// <returns>Null if there is no such model, or no such version.</returns>
    public ServedModel? TryFind(string name, string? version) =>
        !_models.TryGetValue(name, out var versions) ? null
        : string.IsNullOrEmpty(version) ? versions[^1]
        : versions.Find(one => one.Version == version);

    /// <summary>Numbers by what they count, and names after them.</summary>
    private static int ByAge(ServedModel one, ServedModel other) => (Number(one.Version), Number(other.Version)) switch
    {
        ({ } first, { } second) => first.CompareTo(second),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(one.Version, other.Version),
    };

    private static long? Number(string version) => long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
