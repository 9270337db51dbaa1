using System.Text;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Files;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.UnitTests;

/// <summary>The digest of a unit test: all but its description, written as Python shows dbt's own objects.</summary>
internal static class UnitTestChecksum
{
    public static string Of(UnitTest test)
    {
        var given = string.Join(
            ", ",
            test.Given.Select(input =>
                $"UnitTestInputFixture(input={PythonText.Repr(input.Input)}, {Fixture(input.Rows, input.Format, input.Fixture)})"
            )
        );
        var expect = $"UnitTestOutputFixture({Fixture(test.Expect.Rows, test.Expect.Format, test.Expect.Fixture)})";
        var text = new StringBuilder($"{test.Model}-{Show(test.Versions)}-[{given}]-{expect}-{Show(test.Overrides)}");
        foreach (var input in test.Given.Where(input => input.Fixture is not null))
        {
            text.Append('-').Append(PythonText.Str(input.Rows));
        }
        return SourceFile.Digest(text.ToString()).Value;
    }

    private static string Fixture(object? rows, string format, string? fixture)
    {
        var name = format switch
        {
            "csv" => "CSV",
            "sql" => "SQL",
            _ => "Dict",
        };
        return $"rows={PythonText.Repr(rows)}, format=<UnitTestFormat.{name}: '{format}'>, fixture={PythonText.Repr(fixture)}";
    }

    private static string Show(UnitTestOverrides? overrides) =>
        overrides is null
            ? "None"
            : $"UnitTestOverrides(macros={PythonText.Repr(overrides.Macros)}, vars={PythonText.Repr(overrides.Vars)}, env_vars={PythonText.Repr(overrides.EnvVars)})";

    private static string Show(UnitTestVersions? versions) =>
        versions is null ? "None" : $"UnitTestNodeVersions(include={Show(versions.Include)}, exclude={Show(versions.Exclude)})";

    private static string Show(List<object>? list) => PythonText.Repr(list?.ToList<object?>());
}
