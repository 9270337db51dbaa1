using System.Text.RegularExpressions;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Blocks;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Macros;

/// <summary>Reads the macros, generic tests and materialisations of a file.</summary>
internal static partial class MacroReader
{
    private static readonly string[] Kinds = ["macro", "test", "data_test", "materialization"];

    /// <summary>The macros of a file in order.</summary>
    /// <exception cref="DbtException">A block is not closed or has no name.</exception>
    public static IEnumerable<Macro> Read(Package package, SourceFile file, double createdAt)
    {
        foreach (var block in BlockReader.Read(file.Text, Kinds))
        {
            var name = NameOf(block, file);
            yield return new Macro
            {
                Name = name,
                PackageName = package.Name,
                Path = file.OriginalPath,
                OriginalFilePath = file.OriginalPath,
                UniqueId = $"macro.{package.Name}.{name}",
                MacroSql = block.FullText,
                CreatedAt = createdAt,
                SupportedLanguages = block.Kind == "materialization" ? Languages(block.Header) : null,
            };
        }
    }

    private static string NameOf(Block block, SourceFile file)
    {
        var name = LeadingName().Match(block.Header);
        if (!name.Success)
        {
            throw new DbtException(DbtErrorKind.Compilation, $"A {block.Kind} in {file.OriginalPath} has no name (line {block.Line}).");
        }
        return block.Kind switch
        {
            "macro" => name.Value,
            "materialization" =>
                $"materialization_{name.Value}_{(Adapter().Match(block.Header) is { Success: true } adapter ? adapter.Groups[1].Value : "default")}",
            _ => $"test_{name.Value}",
        };
    }

    private static List<string> Languages(string header) =>
        SupportedLanguages().Match(header) is { Success: true } list
            ? [.. QuotedWord().Matches(list.Groups[1].Value).Select(word => word.Groups[1].Value)]
            : ["sql"];

    [GeneratedRegex(@"^[A-Za-z_]\w*", RegexOptions.None, 1000)]
    private static partial Regex LeadingName();

    [GeneratedRegex("""\badapter\s*=\s*['"](\w+)['"]""", RegexOptions.None, 1000)]
    private static partial Regex Adapter();

    [GeneratedRegex(@"\bsupported_languages\s*=\s*\[([^\]]*)\]", RegexOptions.None, 1000)]
    private static partial Regex SupportedLanguages();

    [GeneratedRegex("""['"](\w+)['"]""", RegexOptions.None, 1000)]
    private static partial Regex QuotedWord();
}
