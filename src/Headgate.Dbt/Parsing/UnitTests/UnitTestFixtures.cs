using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.UnitTests;

/// <summary>Gives the rows of unit tests: from the entry itself or from a fixture file.</summary>
internal sealed class UnitTestFixtures
{
    private readonly Dictionary<(string Package, string Name), SourceFile> _files = [];

    /// <summary>Takes the fixture files of a package.</summary>
    /// <exception cref="DbtException">Two files have one name.</exception>
    public void Add(Package package, IEnumerable<SourceFile> files)
    {
        foreach (var file in files)
        {
            if (!_files.TryAdd((package.Name, file.Name), file))
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Found multiple files for fixture {file.Name}: {file.OriginalPath} and {_files[(package.Name, file.Name)].OriginalPath}. Please use a unique name for each fixture file."
                );
            }
        }
    }

    /// <summary>Rows, format and fixture of an input or of what is expected.</summary>
    /// <exception cref="DbtException">Rows and format contradict each other, or the fixture is not there.</exception>
    public (object? Rows, string Format, string? Fixture) Rows(PropertyEntry part, string test, string role)
    {
        var format = part.OptionalText("format")?.ToLowerInvariant() ?? "dict";
        var fixture = part.OptionalText("fixture");
        var written = part.Data.GetValueOrDefault("rows");
        if (format is not ("dict" or "csv" or "sql"))
        {
            throw part.Error($"at path ['format']: '{format}' is not one of ['csv', 'dict', 'sql']");
        }
        if (format == "dict")
        {
            if (fixture is not null)
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Unit test {test} in {part.File.OriginalPath} contains fixture in dict format"
                );
            }
            return (RowData.Normalise(written as List<object?> ?? []), format, null);
        }

        if (written is not (null or string))
        {
            throw new DbtException(
                DbtErrorKind.Parsing,
                $"Unit test {test} has {role} rows or fixtures which do not match format {format}.  Expected string."
            );
        }
        if (fixture is not null && written is not null)
        {
            throw new DbtException(DbtErrorKind.Parsing, $"Unit test {test} in {part.File.OriginalPath} contains both fixture and rows");
        }
        var text = fixture is null ? written as string ?? "" : Read(part.Package, fixture, test);
        return (format == "sql" ? text : CsvRows.Read(text), format, fixture);
    }

    private string Read(Package package, string fixture, string test) =>
        _files.TryGetValue((package.Name, fixture), out var file)
            ? file.Text
            : throw new DbtException(DbtErrorKind.Parsing, $"File not found for fixture '{fixture}' in unit test {test}.");
}
