using System.Text;

namespace MobileNetGen.Package.Tests.ThirdParty;

/// <summary>Whose work lies in the packages, and the licences' texts.</summary>
internal static class Notices
{
    private static readonly string s_line = new('-', 78);

    public static string Write(IReadOnlyList<Component> components)
    {
        var text = new StringBuilder(
            """
            The packages MobileNetGen and MobileNetGen.Tool carry a program that imports models,
            and with it the libraries below, unchanged. What is compiled into projects that use
            MobileNetGen, MobileNetGen.Imaging and MobileNetGen.AspNetCore contain none of them.

            """.ReplaceLineEndings("\n"));
        foreach (var component in components)
        {
            text.Append($"\n{component.Name} {component.Version}\n  {component.Copyright}\n  License: {component.License}\n");
        }

        foreach (var license in components.GroupBy(component => component.License).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            text.Append($"\n{s_line}\n{license.Key}\n{s_line}\n\n{(license.First().LicenseText ?? TextOf(license.Key)).Trim('\n')}\n");
        }

        return text.ToString();
    }

    private static string TextOf(string license) =>
        File.ReadAllText(Path.Combine(Repository.Root, "packaging", "licenses", license + ".txt")).ReplaceLineEndings("\n");
}
