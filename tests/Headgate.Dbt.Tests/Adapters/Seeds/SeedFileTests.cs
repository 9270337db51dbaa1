using CsCheck;
using Headgate.Dbt.Adapters.Seeds;

namespace Headgate.Dbt.Tests.Adapters.Seeds;

public sealed class SeedFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Theory]
    [InlineData("1\n2\n", "bigint")]
    [InlineData("1\n2.5\n", "double")]
    [InlineData("2024-01-02\n", "date")]
    [InlineData("2024-01-02 03:04:05\n", "timestamp")]
    [InlineData("2024-01-02\n2024-01-02T03:04:05\n", "varchar")]
    [InlineData("true\nFALSE\n", "boolean")]
    [InlineData("1\ntrue\n", "varchar")]
    [InlineData("007\n", "bigint")]
    [InlineData("null\n\n5\n", "bigint")]
    public void A_column_gets_the_first_type_that_fits_every_value(string lines, string type)
    {
        File.WriteAllText(_path, "id,value\n" + string.Concat(lines.Split('\n')[..^1].Select((l, i) => $"{i},{l}\n")));

        var table = SeedFile.Read(_path, ',', new HashSet<string>());

        SeedTypeNames.Of(table, 1, Headgate.Dbt.Adapters.DuckDb.DuckDbDialect.Instance.SeedTypes).ShouldBe(type);
    }

    [Fact]
    public void Quotes_newlines_and_delimiters_inside_fields_stay()
    {
        File.WriteAllText(_path, "\uFEFFid|note\n1|\"a|b\nsaid \"\"x\"\"\"\n");

        var table = SeedFile.Read(_path, '|', new HashSet<string>());

        table.Columns.ShouldBe(["id", "note"]);
        table.Rows[0][1].ShouldBe("a|b\nsaid \"x\"");
    }

    [Fact]
    public void A_column_that_the_project_calls_text_keeps_its_zeros()
    {
        File.WriteAllText(_path, "code\n007\n");

        SeedFile.Read(_path, ',', new HashSet<string> { "code" }).Rows[0][0].ShouldBe("007");
    }

    [Fact]
    public void A_line_with_too_many_fields_is_named()
    {
        File.WriteAllText(_path, "a,b\n1,2\n1,2,3\n");

        Should.Throw<FormatException>(() => SeedFile.Read(_path, ',', new HashSet<string>())).Message.ShouldContain("Row 1 has 3 values");
    }

    [Fact]
    public void Whole_numbers_come_back_as_they_were_written() =>
        Gen
            .Long.List[1, 50]
            .Sample(
                numbers =>
                {
                    File.WriteAllText(_path, "n\n" + string.Join('\n', numbers) + "\n");
                    var rows = SeedFile.Read(_path, ',', new HashSet<string>()).Rows;
                    return rows.Select(r => r[0]).SequenceEqual(numbers.Select(n => (object?)n));
                },
                iter: 200,
                threads: 1
            );
}
